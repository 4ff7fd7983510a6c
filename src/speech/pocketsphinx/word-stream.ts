import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { EarshotError } from '../../errors.ts';
import type { Span } from '../../model/call.ts';
import type { WordStream } from '../live/word-stream.ts';
import { readTimedWord } from './log.ts';
import { PlacedWords } from './placed-words.ts';
import { modelArguments, type PocketSettings, pocketModel, pocketRateHz, systemPipe } from './program.ts';

const samplesAMs = pocketRateHz / 1000;
/** Ends an utterance at once: the program waits for so much silence of its own. */
const flushMs = 700;
/** The program's own idea of a pause, in frames of 10 ms: shorter than any that ends a turn. */
const pauseFrames = 20;
/** What the program does not take for speech has no words: after so long, or as long as it took to say, they would have come. */
const leastWaitMs = 800;
/** The end of an utterance is put up to so much before that of the sound. */
const toleranceMs = 400;
/** A program that ends again and again is not started again. */
const mostStarts = 3;

type Program = ChildProcessByStdio<Writable, Readable, null>;

/** Follows a microphone at 16 kHz. The program loads its model while the first words are spoken. */
export function openPocketStream({ streaming, model }: PocketSettings): WordStream {
  const words = new PlacedWords();
  const waiting = new Set<() => void>();
  let child: Program | undefined;
  let starts = 0;
  let closed = false;

  function start(): Program {
    starts++;
    words.restart();
    const args = [
      ...['-infile', '/dev/stdin', '-time', 'yes', '-logfn', '/dev/null'],
      ...['-vad_postspeech', String(pauseFrames)],
      ...modelArguments(model),
    ];
    const started = spawn('/bin/sh', ['-c', systemPipe, streaming, ...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    createInterface({ input: started.stdout }).on('line', (line) => {
      const word = readTimedWord(line);
      if (!word || started !== child) return;
      words.take(word);
      tellWaiting();
    });
    const gone = () => {
      if (child !== started) return;
      child = undefined;
      tellWaiting();
    };
    started.on('error', gone);
    started.on('close', gone);
    // That it ended is told by `close`.
    started.stdin.on('error', () => {});
    return started;
  }

  function tellWaiting(): void {
    for (const look of waiting) look();
  }

  /** Resolves when what was said up to there is known; with false when it is not for too long. */
  function heardUpTo(ms: number, withinMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const settle = (reached: boolean) => {
      waiting.delete(look);
      clearTimeout(timer);
      resolve(reached);
    };
    const look = () => {
      if (!child || words.heardUpToMs >= ms) settle(child !== undefined);
    };
    const timer = setTimeout(() => settle(false), withinMs);
    waiting.add(look);
    look();
    return promise;
  }

  function write(samples: Int16Array): void {
    child?.stdin.write(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  }

  async function wordsIn(span: Span): ReturnType<WordStream['words']> {
    const program = child;
    // A turn that began before the program did is not all it was given.
    if (!program || words.beganMs > span.startMs) throw crashed(streaming);
    if (words.silence(flushMs)) write(new Int16Array(flushMs * samplesAMs));
    const withinMs = Math.max(leastWaitMs, span.endMs - span.startMs);
    const isAllHeard = await heardUpTo(span.endMs - toleranceMs, withinMs);
    if (child !== program) throw crashed(streaming);
    const turns = words.turnIn(span);
    // It may be behind, or have heard a noise for what it was: who hears the whole span knows.
    if (!isAllHeard && turns.length === 0)
      throw new EarshotError('child_timeout', { details: { program: streaming } });
    return turns;
  }

  child = start();
  return {
    push(samples) {
      if (!child && !closed && starts < mostStarts) child = start();
      words.passed(samples.length / samplesAMs);
      write(samples.slice());
    },
    words: wordsIn,
    async [Symbol.asyncDispose]() {
      closed = true;
      const ending = child;
      child = undefined;
      tellWaiting();
      if (!ending?.pid) return;
      try {
        // A group of its own: its pipe ends with it.
        process.kill(-ending.pid, 'SIGKILL');
      } catch {
        // It is gone already.
      }
    },
  };
}

function crashed(program: string): EarshotError {
  return new EarshotError('child_crashed', { details: { program, model: pocketModel } });
}
