import { publicError } from '../../errors.ts';
import type { Journal } from '../../storage/objects/journal.ts';
import { type Said, toBytes } from './entries.ts';

/** Frames of a leg are kept together until there are so many samples, or `flush` says so. */
const blockMs = 100;

/**
 * Keeps what an open call brings, as it comes. What is counted in `safe` survives the end of this process; a source
 * holds on to the rest and sends it again.
 */
export interface Recorder {
  said(entry: Said): void;
  /** Audio in order; where some is missing the position says so. */
  audio(leg: number, firstSample: number, samples: Int16Array): void;
  /** By leg, the position up to which audio is safe. */
  readonly safe: readonly number[];
  /** Why nothing is kept any more, or null. */
  readonly problem: string | null;
  /** Resolves when all is written. */
  flush(): Promise<void>;
}

interface Block {
  firstSample: number;
  pieces: Int16Array[];
  length: number;
}

/** @param from by leg, what an earlier process kept */
export function openRecorder(
  from: readonly number[],
  sampleRateHz: number,
  journal: Pick<Journal, 'append'>,
): Recorder {
  const open: (Block | undefined)[] = from.map(() => undefined);
  const safe = [...from];
  const blockSamples = Math.round((sampleRateHz * blockMs) / 1000);
  let problem: string | null = null;
  let last: Promise<void> = Promise.resolve();

  function append(bytes: Uint8Array, then: () => void = () => {}): void {
    last = journal.append(bytes).then(then, (thrown) => {
      // The call goes on; what is not kept is said, and the source is not told that it is safe.
      problem = publicError(thrown).message;
    });
  }

  function write(leg: number): void {
    const block = open[leg];
    if (!block) return;
    open[leg] = undefined;
    const samples = joined(block);
    const end = block.firstSample + block.length;
    append(toBytes({ type: 'audio', leg, firstSample: block.firstSample, samples }), () => {
      safe[leg] = end;
    });
  }

  return {
    said: (entry) => append(toBytes(entry)),
    audio(leg, firstSample, samples) {
      const block = open[leg];
      if (block && block.firstSample + block.length !== firstSample) write(leg);
      const into = open[leg] ?? { firstSample, pieces: [], length: 0 };
      open[leg] = into;
      into.pieces.push(samples);
      into.length += samples.length;
      if (into.length >= blockSamples) write(leg);
    },
    safe,
    get problem() {
      return problem;
    },
    async flush() {
      for (let leg = 0; leg < safe.length; leg++) write(leg);
      await last;
    },
  };
}

function joined({ pieces, length }: Block): Int16Array {
  const all = new Int16Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
