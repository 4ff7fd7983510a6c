import { toEarshotError } from '../errors.ts';
import type { Clock } from './clock.ts';

export interface RetryPolicy {
  /** Tries in all, the first included. */
  tries: number;
  firstDelayMs: number;
  maxDelayMs: number;
}

/** How long to wait before try `n` (the second try is 2): doubling, with a fifth of jitter, up to the limit. */
export function backoffMs(n: number, policy: Omit<RetryPolicy, 'tries'>, random = Math.random): number {
  const base = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** Math.max(0, n - 2));
  return Math.round(base * (0.9 + random() * 0.2));
}

/**
 * Runs `attempt` until it succeeds, fails with an error that is not retryable, or the tries are used up.
 * An error may carry `retryAfterMs` (from a Retry-After header), which is waited instead when it is longer.
 * @throws the last error
 */
export async function retry<T>(
  policy: RetryPolicy,
  attempt: (tryNumber: number) => Promise<T>,
  deps: { clock: Clock; signal?: AbortSignal },
): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt(n);
    } catch (thrown) {
      const error = toEarshotError(thrown);
      if (n >= policy.tries || !error.retryable || deps.signal?.aborted) throw thrown;
      const asked = Number(error.details?.retryAfterMs ?? 0);
      await deps.clock.sleep(Math.max(asked, backoffMs(n + 1, policy)), deps.signal);
    }
  }
}
