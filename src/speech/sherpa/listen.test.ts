import { expect, test } from 'vitest';
import { bufferSource } from '../../lib/bytes.ts';
import type { StoredAudio } from '../engine.ts';
import type { Segment } from '../segments.ts';
import type { Recognition } from '../words.ts';
import { listen } from './listen.ts';

/** A second is a thousand samples, each its own millisecond. */
const audio: StoredAudio = {
  pcm: bufferSource(new Uint8Array(Int16Array.from({ length: 10_000 }, (_, index) => index).buffer)),
  sampleRateHz: 1000,
  channels: 1,
  durationMs: 10_000,
};

const nothing: Recognition = {
  text: '',
  tokens: [],
  timestamps: [],
  durations: [],
  logProbs: [],
  language: null,
};

function segment(more: Partial<Segment> = {}): Segment {
  return {
    leg: 0,
    channel: 0,
    startMs: 2000,
    endMs: 3000,
    speechMs: 1000,
    roomBeforeMs: 1000,
    roomAfterMs: 1000,
    ...more,
  };
}

/** Hears a segment with a recogniser that says nothing until the answer of its turn; what it was given, by time. */
async function heard(one: Segment, answers: string[], traits = { leadInMs: 100, retriesEmpty: true }) {
  const given: [number, number, number][] = [];
  const found = await listen(one, audio, traits, async (samples, noise) => {
    given.push([samples[0] as number, (samples.at(-1) as number) + 1, noise]);
    return { ...nothing, text: answers[given.length - 1] ?? '' };
  });
  return { given, found };
}

test('a segment is given with a little real audio around it', async () => {
  const { given, found } = await heard(segment(), ['yes']);
  expect(given).toEqual([[1900, 3100, 0]]);
  expect(found).toMatchObject({ startMs: 1900, endMs: 3100, recognition: { text: 'yes' } });
});

test('an empty answer is asked again without padding, shifted either way, and with noise', async () => {
  const { given, found } = await heard(segment(), []);
  expect(given).toEqual([
    [1900, 3100, 0],
    [2000, 3000, 0],
    [1700, 3000, 0],
    [2000, 3300, 0],
    [1900, 3100, 1e-3],
  ]);
  expect(found).toBeNull();
});

test('the first answer with words in it counts, punctuation alone does not', async () => {
  const { given, found } = await heard(segment(), ['.', ' ', 'no']);
  expect(given).toHaveLength(3);
  expect(found).toMatchObject({ startMs: 1700, recognition: { text: 'no' } });
});

test('where there is no room the same cut is not asked twice', async () => {
  const { given } = await heard(segment({ roomBeforeMs: 0, roomAfterMs: 0 }), []);
  expect(given).toEqual([
    [2000, 3000, 0],
    [2000, 3000, 1e-3],
  ]);
});

test('other models are asked once', async () => {
  expect((await heard(segment(), [], { leadInMs: 100, retriesEmpty: false })).given).toHaveLength(1);
});

test('a blip is widened with what is around it', async () => {
  const { given } = await heard(segment({ endMs: 2010 }), ['a']);
  expect(given).toEqual([[1880, 2130, 0]]);
});

test('a model that needs a lead-in gets real audio, and made where the recording has none', async () => {
  const canary = { leadInMs: 200, retriesEmpty: false };
  expect((await heard(segment(), ['a'], canary)).given).toEqual([[1800, 3100, 0]]);
  const atStart = segment({ startMs: 0, endMs: 1000, roomBeforeMs: 0 });
  const lengths: number[] = [];
  const found = await listen(atStart, audio, canary, async (samples) => {
    lengths.push(samples.length);
    expect(Math.max(...samples.subarray(0, 200))).toBeLessThan(40);
    return { ...nothing, text: 'a' };
  });
  expect(lengths).toEqual([1300]);
  // Times of words are counted from the made lead-in.
  expect(found?.startMs).toBe(-200);
});

test('a segment past the end of the recording is nothing', async () => {
  expect((await heard(segment({ startMs: 20_000, endMs: 21_000 }), [])).found).toBeNull();
});
