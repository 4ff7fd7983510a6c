import type { WordStream } from '../live/word-stream.ts';
import { hasPocketStream } from './engine.ts';
import type { PocketSettings } from './program.ts';
import { openPocketStream } from './word-stream.ts';

/** The microphones that are followed now. */
interface PocketStreams extends AsyncDisposable {
  /** Null when there is no program for it, or as many are followed as may be. */
  open(): WordStream | null;
}

export async function openPocketStreams(settings: PocketSettings): Promise<PocketStreams> {
  const most = (await hasPocketStream(settings)) ? settings.streams : 0;
  const open = new Set<WordStream>();
  return {
    open() {
      if (open.size >= most) return null;
      const stream = openPocketStream(settings);
      const followed: WordStream = {
        push: (samples) => stream.push(samples),
        words: (span) => stream.words(span),
        async [Symbol.asyncDispose]() {
          open.delete(followed);
          await stream[Symbol.asyncDispose]();
        },
      };
      open.add(followed);
      return followed;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...open].map((stream) => stream[Symbol.asyncDispose]()));
    },
  };
}
