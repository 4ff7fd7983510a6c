import type { Refresh } from './live-cache.ts';

const everyMs = 1200;

/**
 * Gathers wishes to ask again: the first one is granted after a short wait, more for the same key meanwhile
 * are the same wish. An import of a thousand calls makes a request a second, not a thousand.
 */
export function openRefresh(again: (key: readonly string[]) => Promise<void>): Refresh & { stop(): void } {
  const wanted = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async () => {
    const due = [...wanted.values()];
    wanted.clear();
    await Promise.all(due.map(again));
    timer = wanted.size > 0 ? setTimeout(run, everyMs) : undefined;
  };
  return {
    soon(key) {
      wanted.set(key.join('/'), key);
      timer ??= setTimeout(run, everyMs);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
