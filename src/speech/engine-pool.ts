import type { Log } from '../log.ts';
import type { SpeechEngine } from './engine.ts';

/** Which engine, with which model or endpoint. */
export interface EngineChoice {
  name: string;
  model: string;
}

/** An engine that can be opened; the key changes when what is behind the name does. */
export interface Candidate extends EngineChoice {
  key: string;
  takesHotWords: boolean;
  open(): Promise<SpeechEngine>;
}

/** What the pool needs to know of one. */
interface Openable<Engine> {
  key: string;
  open(): Promise<Engine>;
}

/** Engines that are open, so that a model is loaded once for many calls, and not held when nobody needs it. */
export interface EnginePool<Engine extends AsyncDisposable = SpeechEngine> extends AsyncDisposable {
  use<T>(choice: Openable<Engine>, work: (engine: Engine) => Promise<T>): Promise<T>;
  /** Closes an engine once nobody uses it; the next use opens a new one. */
  drop(key: string): void;
  /** Drops all engines whose key is not wanted. */
  keep(wanted: (key: string) => boolean): void;
}

interface Held<Engine> {
  key: string;
  engine: Promise<Engine>;
  users: number;
  dropped: boolean;
  idle?: NodeJS.Timeout;
}

export function openEnginePool<Engine extends AsyncDisposable = SpeechEngine>(deps: {
  unloadAfterMs: number;
  log: Log;
}): EnginePool<Engine> {
  const held = new Map<string, Held<Engine>>();
  const closing = new Set<Promise<void>>();

  function open({ key, open }: Openable<Engine>): Held<Engine> {
    const one: Held<Engine> = { key, engine: open(), users: 0, dropped: false };
    held.set(key, one);
    one.engine.catch(() => {
      // Whoever asked hears of it; the next one shall not.
      if (held.get(key) === one) held.delete(key);
    });
    return one;
  }

  function close(one: Held<Engine>): void {
    clearTimeout(one.idle);
    if (held.get(one.key) === one) held.delete(one.key);
    const closed = one.engine
      .then((engine) => engine[Symbol.asyncDispose]())
      .catch((thrown) => deps.log.warn({ engine: one.key, err: thrown }, 'a speech engine did not close'))
      .finally(() => closing.delete(closed));
    closing.add(closed);
  }

  function drop(one: Held<Engine>): void {
    one.dropped = true;
    if (held.get(one.key) === one) held.delete(one.key);
    if (one.users === 0) close(one);
  }

  function left(one: Held<Engine>): void {
    one.users--;
    if (one.users > 0) return;
    if (one.dropped) close(one);
    else if (deps.unloadAfterMs > 0) {
      one.idle = setTimeout(() => close(one), deps.unloadAfterMs);
      one.idle.unref();
    }
  }

  return {
    async use(choice, work) {
      const one = held.get(choice.key) ?? open(choice);
      one.users++;
      clearTimeout(one.idle);
      try {
        return await work(await one.engine);
      } finally {
        left(one);
      }
    },
    drop(key) {
      const one = held.get(key);
      if (one) drop(one);
    },
    keep(wanted) {
      for (const one of [...held.values()]) if (!wanted(one.key)) drop(one);
    },
    async [Symbol.asyncDispose]() {
      for (const one of [...held.values()]) close(one);
      await Promise.all(closing);
    },
  };
}
