import { setTimeout as delay } from 'node:timers/promises';

/**
 * Does something about each of several once in every period, one after the other and spread over it: whoever waits
 * for this process waits for one of them at most, and not for all. `work` tells of its own failures.
 * @returns stops it
 */
export function inTurns<T>(periodMs: number, all: () => Iterable<T>, work: (one: T) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  void (async () => {
    while (!signal.aborted) {
      const round = [...all()];
      const beganMs = performance.now();
      for (const [index, one] of round.entries()) {
        const dueMs = beganMs + ((index + 1) * periodMs) / round.length;
        await delay(Math.max(0, dueMs - performance.now()), undefined, { ref: false, signal });
        work(one);
      }
      if (round.length === 0) await delay(periodMs, undefined, { ref: false, signal });
    }
  })().catch((thrown) => {
    if (!signal.aborted) throw thrown;
  });
  return () => stopping.abort();
}
