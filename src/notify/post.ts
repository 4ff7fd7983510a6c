import { EarshotError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { readRetryAfter } from '../lib/retry-after.ts';

export interface Post {
  url: string;
  method?: 'POST' | 'PUT' | 'GET';
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
}

/**
 * Sends one request and wants an answer of success. Redirects are not followed: what is signed for one address is
 * not for another.
 * @throws channel_unreachable, channel_refused
 */
export async function post(
  { url, method = 'POST', headers = {}, body }: Post,
  { abort, clock }: { abort: AbortSignal; clock: Clock },
): Promise<void> {
  let response: Response;
  try {
    const sent = body === undefined ? {} : { body };
    response = await fetch(url, { method, headers, ...sent, redirect: 'manual', signal: abort });
    await response.body?.cancel();
  } catch (thrown) {
    throw unreachable(thrown);
  }
  if (!response.ok) throw refusal(response.status, response.headers.get('retry-after'), clock);
}

/** No cause goes along: it may name the address, which may hold a secret. */
export function unreachable(thrown: unknown, details: Record<string, unknown> = {}): EarshotError {
  const reason = reasonOf(thrown);
  return new EarshotError('channel_unreachable', { details: { ...(reason ? { reason } : {}), ...details } });
}

export function refused(details: Record<string, unknown>): EarshotError {
  return new EarshotError('channel_refused', { details });
}

/** A status as an error: whether trying again may help. */
function refusal(status: number, retryAfter: string | null, clock: Clock): EarshotError {
  const isPassing = status === 408 || status === 425 || status === 429 || status >= 500;
  if (!isPassing) return refused({ status });
  const retryAfterMs = readRetryAfter(retryAfter, clock.now());
  return unreachable(undefined, { status, ...(retryAfterMs === null ? {} : { retryAfterMs }) });
}

/** The system's own code, such as ECONNREFUSED, or the name of the error: both are fixed words. */
function reasonOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const inner = thrown.cause as { code?: unknown } | undefined;
  const code = (thrown as { code?: unknown }).code ?? inner?.code;
  return typeof code === 'string' ? code : thrown.name;
}
