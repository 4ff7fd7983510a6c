import { expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import type { Heard, HeardTurn, Hearing } from '../engine.ts';
import type { HeardSoFar } from './ear.ts';
import { openTurnEar } from './turn-ear.ts';
import type { WordStream } from './word-stream.ts';

const rateHz = 8000;
const settings = {
  gateMarginDb: 6,
  quietestDbfs: -66,
  endSilenceMs: 500,
  preRollMs: 200,
  shortestMs: 100,
  longestMs: 15_000,
  partialEveryMs: 1_000,
  headStartMs: null as number | null,
  quickEndMs: 500,
};

/** Syllables (loud) or faint noise. */
function sound(loud: boolean, ms: number): Int16Array {
  return Int16Array.from({ length: (ms * rateHz) / 1000 }, (_, i) =>
    Math.round(Math.sin(i * 0.7) * (loud && i % 2000 < 1500 ? 8000 : 0) + ((i * 7919) % 21) - 10),
  );
}

/** A recogniser that says how much it was given, or fails as often as it is told. */
function listening(failures = 0, more: Partial<typeof settings> = {}, follow?: () => WordStream) {
  const turns: HeardTurn[] = [];
  const partials: HeardSoFar[] = [];
  const missed: { leg: number; reason: string }[] = [];
  const asked: number[] = [];
  let left = failures;
  async function hear({ audio }: Hearing): Promise<Heard> {
    asked.push(audio.durationMs);
    if (left-- > 0) throw new EarshotError('speech_engine_failed');
    const text = `heard ${Math.round(audio.durationMs / 100)}`;
    const words = [{ text: 'heard', startMs: 0, endMs: 100, confidence: null }];
    return {
      language: null,
      missed: [],
      turns: [{ leg: 0, startMs: 0, endMs: audio.durationMs, text, words, confidence: 1 }],
    };
  }
  const ear = openTurnEar(
    2,
    rateHz,
    { ...settings, ...more },
    {
      engine: 'scripted',
      language: null,
      hotwords: [],
      hear,
      ...(follow ? { follow } : {}),
      listener: {
        turn: (turn) => void turns.push(turn),
        partial: (words) => void partials.push(words),
        missed: (span) => void missed.push(span),
      },
    },
  );
  const push = async (leg: number, ...pieces: Int16Array[]) => {
    for (const samples of pieces) {
      for (let at = 0; at < samples.length; at += 160) ear.push(leg, samples.subarray(at, at + 160));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { ear, push, turns, partials, missed, asked };
}

test('each turn is recognised once it is over, with its times on the call', async () => {
  const { ear, push, turns } = listening();
  await push(
    1,
    sound(false, 2000),
    sound(true, 1000),
    sound(false, 1000),
    sound(true, 700),
    sound(false, 1000),
  );
  await ear.end();
  expect(turns).toHaveLength(2);
  expect(turns[0]!.leg).toBe(1);
  expect(turns[0]!.startMs).toBeCloseTo(1800, -2);
  expect(turns[0]!.words[0]!.startMs).toBe(turns[0]!.startMs);
  expect(turns[1]!.startMs).toBeGreaterThan(turns[0]!.endMs);
});

test('a turn that is still open when the call ends is heard', async () => {
  const { ear, push, turns } = listening();
  await push(0, sound(false, 1000), sound(true, 800));
  await ear.end();
  expect(turns).toHaveLength(1);
});

test('while somebody speaks on, words come every second', async () => {
  const { push, partials, turns } = listening();
  await push(0, sound(false, 1000), ...Array.from({ length: 8 }, () => sound(true, 500)));
  expect(turns).toEqual([]);
  expect(partials.length).toBeGreaterThanOrEqual(2);
  expect(partials.at(-1)!.stable).toBe('heard');
});

test('a recogniser that fails once is asked again, and nothing is lost', async () => {
  const { ear, push, turns, missed } = listening(1);
  await push(0, sound(false, 1000), sound(true, 700), sound(false, 1000));
  await ear.end();
  expect(turns).toHaveLength(1);
  expect(missed).toEqual([]);
});

test('speech that cannot be recognised is told as missed', async () => {
  const { ear, push, turns, missed } = listening(Number.POSITIVE_INFINITY);
  await push(0, sound(false, 1000), sound(true, 700), sound(false, 1000));
  await ear.end();
  expect(turns).toEqual([]);
  expect(missed).toMatchObject([{ leg: 0 }]);
});

const headStart = { headStartMs: 250, partialEveryMs: Number.POSITIVE_INFINITY };

test('a turn that may have ended is recognised while its silence lasts, and once more when it goes on', async () => {
  const { ear, push, turns, partials, asked } = listening(0, headStart);
  await push(0, sound(false, 1000), sound(true, 700), sound(false, 350));
  expect(turns).toEqual([]);
  expect(partials).toMatchObject([{ leg: 0, tail: expect.stringContaining('heard') }]);
  expect(asked).toHaveLength(1);
  await push(0, sound(false, 400));
  expect(partials).toHaveLength(1);
  expect(turns).toHaveLength(1);
  expect(asked).toHaveLength(1);
  await push(0, sound(true, 700), sound(false, 350), sound(true, 700), sound(false, 1000));
  await ear.end();
  expect(turns).toHaveLength(2);
  expect(turns[1]!.endMs - turns[1]!.startMs).toBeGreaterThan(1700);
  expect(asked).toHaveLength(3);
});

test('words that could not be had ahead are asked for again when the turn is over', async () => {
  const { ear, push, turns, missed } = listening(1, headStart);
  await push(0, sound(false, 1000), sound(true, 700), sound(false, 1000));
  await ear.end();
  expect(turns).toHaveLength(1);
  expect(missed).toEqual([]);
});

/** What follows a leg, and says what it was asked, or fails. */
function following(fails: boolean, text = 'followed') {
  const stream = { pushed: 0, asked: 0, closed: false };
  const follow = (): WordStream => ({
    push: ({ length }) => {
      stream.pushed += length;
    },
    async words({ startMs, endMs }) {
      stream.asked++;
      if (fails) throw new EarshotError('child_crashed');
      return [{ leg: 0, startMs, endMs, text, words: [], confidence: 1 }];
    },
    async [Symbol.asyncDispose]() {
      stream.closed = true;
    },
  });
  return { stream, follow };
}

test('a leg that is followed while it is spoken has its words from there', async () => {
  const { stream, follow } = following(false);
  const { ear, push, turns, partials, asked } = listening(0, headStart, follow);
  await push(1, sound(false, 1000), sound(true, 700), sound(false, 350));
  expect(partials).toMatchObject([{ leg: 1, tail: 'followed' }]);
  await push(1, sound(false, 400));
  expect(turns).toMatchObject([{ leg: 1, text: 'followed' }]);
  await ear.end();
  expect([asked, stream.asked, stream.closed]).toEqual([[], 1, true]);
  expect(stream.pushed).toBe((2450 * rateHz) / 1000);
});

test('a turn whose words can stand alone ends sooner than one that was broken off', async () => {
  const endedAfter = async (text: string) => {
    const { follow } = following(false, text);
    const { push, turns } = listening(0, { ...headStart, quickEndMs: 350 }, follow);
    await push(0, sound(false, 1000), sound(true, 700), sound(false, 300));
    for (let silentMs = 320; ; silentMs += 20) {
      await push(0, sound(false, 20));
      if (turns.length > 0 || silentMs > 1_000) return silentMs;
    }
  };
  const [whole, broken] = [await endedAfter('what is the address'), await endedAfter('what is the')];
  expect(whole).toBeLessThan(450);
  expect(broken).toBeGreaterThanOrEqual(480);
});

test('where following failed the turn is heard as a whole', async () => {
  const { follow } = following(true);
  const { ear, push, turns, missed } = listening(0, headStart, follow);
  await push(0, sound(false, 1000), sound(true, 700), sound(false, 1000));
  await ear.end();
  expect(turns).toMatchObject([{ leg: 0, text: expect.stringContaining('heard') }]);
  expect(missed).toEqual([]);
});
