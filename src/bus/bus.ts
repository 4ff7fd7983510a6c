import { AsyncQueue } from '../lib/queue.ts';
import type { LiveEvent } from '../model/api.ts';

export interface Numbered<Event> {
  id: number;
  event: Event;
}

/** Live events from those who make them to those who watch. */
export interface Bus<Event = LiveEvent> extends AsyncDisposable {
  publish(event: Event): void;
  /**
   * Events from now on, or from just after `afterId` as far back as they are kept.
   * A reader that falls too far behind loses the oldest events, never the newest. It is let go with the signal.
   */
  subscribe(options: { signal: AbortSignal; afterId?: number }): AsyncIterable<Numbered<Event>>;
}

const keptEvents = 1000;
const readerLimit = 1000;

/** The bus inside one process. Ids start from the clock, so that they keep rising over a restart. */
export function openLocalBus<Event = LiveEvent>(clock: { now(): number }): Bus<Event> {
  const kept: Numbered<Event>[] = [];
  const readers = new Set<AsyncQueue<Numbered<Event>>>();
  let nextId = clock.now();

  return {
    publish(event) {
      const numbered = { id: nextId++, event };
      kept.push(numbered);
      if (kept.length > keptEvents) kept.shift();
      for (const reader of readers) reader.offer(numbered);
    },
    subscribe({ signal, afterId }) {
      const reader = new AsyncQueue<Numbered<Event>>(readerLimit, 'drop-oldest');
      if (afterId !== undefined) {
        for (const numbered of kept) if (numbered.id > afterId) reader.offer(numbered);
      }
      readers.add(reader);
      const stop = () => {
        readers.delete(reader);
        reader.close();
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
      return reader;
    },
    async [Symbol.asyncDispose]() {
      for (const reader of readers) reader.close();
    },
  };
}
