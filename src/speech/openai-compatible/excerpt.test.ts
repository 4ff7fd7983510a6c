import { expect, test } from 'vitest';
import type { Segment } from '../segments.ts';
import { lengthMs, longExcerpts, toCall, turnExcerpts } from './excerpt.ts';

function segment(leg: number, startMs: number, endMs: number): Segment {
  return {
    leg,
    channel: leg,
    startMs,
    endMs,
    speechMs: endMs - startMs,
    roomBeforeMs: 150,
    roomAfterMs: 150,
  };
}

const limits = { maxMs: 60_000, maxBytes: 10_000_000, sampleRateHz: 8000 };

test('an instant of an excerpt leads back to the call, in a joint to the nearer edge', () => {
  const [excerpt] = longExcerpts([segment(0, 1000, 2000), segment(0, 9000, 10_000)], limits);
  if (!excerpt) throw new Error('no excerpt');
  // 850 to 2150, a joint of 300 ms, 8850 to 10150.
  expect(lengthMs(excerpt)).toBe(2900);
  const places = [0, 150, 1300, 1400, 1500, 1600, 2900, 9999].map((ms) => toCall(excerpt, ms));
  expect(places.map((place) => place.callMs)).toEqual([850, 1000, 2150, 2150, 8850, 8850, 10_150, 10_150]);
  expect(places.map((place) => place.stretch)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
});

test('near segments join without a seam', () => {
  const [excerpt] = longExcerpts([segment(0, 1000, 2000), segment(0, 2200, 3000)], limits);
  expect(excerpt?.stretches).toEqual([{ startMs: 850, endMs: 3150 }]);
});

test('an excerpt is closed before it grows past its length or its bytes', () => {
  const segments = Array.from({ length: 10 }, (_, index) =>
    segment(0, index * 12_000, index * 12_000 + 9000),
  );
  expect(longExcerpts(segments, { ...limits, maxMs: 20_000 })).toHaveLength(5);
  expect(longExcerpts(segments, { ...limits, maxBytes: 200_000 })).toHaveLength(10);
});

test('an excerpt for a turn ends at a pause, and where another leg speaks', () => {
  const segments = [
    segment(0, 0, 1000),
    segment(0, 1500, 2000),
    segment(0, 4000, 5000),
    segment(1, 5100, 5300),
    segment(0, 5500, 6000),
  ];
  const spans = turnExcerpts(segments, limits).map(({ leg, segments: own }) => [
    leg,
    own[0]?.startMs,
    own.at(-1)?.endMs,
  ]);
  expect(spans).toEqual([
    [0, 0, 2000],
    [0, 4000, 5000],
    [1, 5100, 5300],
    [0, 5500, 6000],
  ]);
});
