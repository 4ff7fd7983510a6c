/** Downloads under way, by name: one of a name at a time, which everybody who asks joins. */
export interface Pulls<Progress> {
  /** Resolves when the pull is done. It is stopped once everybody who joined has given up. */
  join(
    name: string,
    start: (onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<void>,
    options: { onProgress?(progress: Progress): void; signal?: AbortSignal },
  ): Promise<void>;
  state(name: string): { share: number } | undefined;
  /** Stops a pull and waits for its end; false when there was none. */
  stop(name: string, reason: Error): Promise<boolean>;
  names(): string[];
}

interface Pull<Progress> {
  done: Promise<void>;
  stop: AbortController;
  waiting: number;
  share: number;
  watchers: Set<(progress: Progress) => void>;
}

export function openPulls<Progress extends { share: number }>(
  changed: (name: string) => void,
): Pulls<Progress> {
  const running = new Map<string, Pull<Progress>>();

  function begin(name: string, start: Parameters<Pulls<Progress>['join']>[1]): Pull<Progress> {
    const stop = new AbortController();
    const watchers: Pull<Progress>['watchers'] = new Set();
    const pull: Pull<Progress> = { stop, watchers, waiting: 0, share: 0, done: Promise.resolve() };
    running.set(name, pull);
    const tell = (progress: Progress) => {
      const moved = Math.floor(progress.share * 100) !== Math.floor(pull.share * 100);
      pull.share = progress.share;
      for (const watcher of watchers) watcher(progress);
      if (moved) changed(name);
    };
    pull.done = start(tell, stop.signal).finally(() => {
      running.delete(name);
      changed(name);
    });
    changed(name);
    return pull;
  }

  return {
    async join(name, start, { onProgress, signal }) {
      signal?.throwIfAborted();
      const pull = running.get(name) ?? begin(name, start);
      pull.waiting++;
      if (onProgress) pull.watchers.add(onProgress);
      const left = Promise.withResolvers<never>();
      const leave = () => left.reject(signal?.reason);
      signal?.addEventListener('abort', leave, { once: true });
      try {
        await Promise.race([pull.done, left.promise]);
      } finally {
        signal?.removeEventListener('abort', leave);
        if (onProgress) pull.watchers.delete(onProgress);
        if (--pull.waiting === 0) pull.stop.abort(signal?.reason);
      }
    },
    state: (name) => running.get(name),
    names: () => [...running.keys()],
    async stop(name, reason) {
      const pull = running.get(name);
      if (!pull) return false;
      pull.stop.abort(reason);
      await pull.done.catch(() => {
        // It was stopped on purpose; whoever waits for it hears why.
      });
      return true;
    },
  };
}
