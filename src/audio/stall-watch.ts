import { EarshotError } from '../errors.ts';
import type { Serve } from '../lib/child.ts';

export interface StallWatch {
  /** Aborts when the work stands still for too long, or when the caller's own signal does. */
  signal: AbortSignal;
  /**
   * The same answers; each question is a sign of life, and the time until it is answered does not count. Nor does
   * the time before the first: the work may wait for its turn.
   */
  served(serve: Serve): Serve;
  close(): void;
}

/** Ends work in a child process that hangs, however long work that moves may take. */
export function openStallWatch(timeoutMs: number, outer?: AbortSignal): StallWatch {
  const stalled = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let answering = 0;
  const start = () => {
    timer = setTimeout(
      () => stalled.abort(new EarshotError('child_timeout', { details: { timeoutMs } })),
      timeoutMs,
    );
    timer.unref();
  };
  return {
    signal: outer ? AbortSignal.any([outer, stalled.signal]) : stalled.signal,
    served: (serve) =>
      Object.fromEntries(
        Object.entries(serve).map(([name, answer]) => [
          name,
          async (payload: never) => {
            clearTimeout(timer);
            answering++;
            try {
              return await answer(payload);
            } finally {
              if (--answering === 0) start();
            }
          },
        ]),
      ),
    close: () => clearTimeout(timer),
  };
}
