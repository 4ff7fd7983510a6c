import { expect, test } from 'vitest';
import type { LegToHear } from './engine.ts';
import { planSegments } from './segments.ts';

const middle = async (_channel: number, search: { startMs: number; endMs: number }) =>
  (search.startMs + search.endMs) / 2;

function leg(index: number, spans: [number, number][], channel = index): LegToHear {
  return { leg: index, channel, speech: spans.map(([startMs, endMs]) => ({ startMs, endMs })) };
}

function plan(legs: LegToHear[], durationMs = 100_000) {
  return planSegments(legs, durationMs, middle);
}

test('near spans of a leg become one segment, and what was speech in it is counted', async () => {
  const [segment, ...others] = await plan([
    leg(0, [
      [1000, 2000],
      [2300, 3000],
    ]),
  ]);
  expect(others).toEqual([]);
  expect(segment).toMatchObject({ startMs: 1000, endMs: 3000, speechMs: 1700 });
});

test('spans with another leg speaking between stay apart, so that turns stay in order', async () => {
  const segments = await plan([
    leg(0, [
      [1000, 2000],
      [2450, 3000],
    ]),
    leg(1, [[2050, 2400]]),
  ]);
  expect(segments.map(({ leg: index, startMs }) => [index, startMs])).toEqual([
    [0, 1000],
    [1, 2050],
    [0, 2450],
  ]);
});

test('long speech is cut into segments of at most 15 s, none a sliver', async () => {
  for (const lengthMs of [15_001, 16_000, 29_000, 31_000, 61_000, 600_000]) {
    const segments = await plan([leg(0, [[500, 500 + lengthMs]])], 700_000);
    const lengths = segments.map(({ startMs, endMs }) => endMs - startMs);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(15_000);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(4_000);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(lengthMs);
  }
});

test('an answer outside of where a cut was looked for is brought back into it', async () => {
  const segments = await planSegments([leg(0, [[0, 40_000]])], 40_000, async () => 99_999);
  expect(Math.max(...segments.map(({ startMs, endMs }) => endMs - startMs))).toBe(15_000);
});

test('padding never reaches into a neighbour, another speaker on the channel, or past the recording', async () => {
  const segments = await plan(
    [
      leg(
        0,
        [
          [40, 1000],
          [1800, 2400],
        ],
        0,
      ),
      leg(1, [[2500, 3000]], 0),
      leg(2, [[1000, 3000]], 1),
    ],
    3050,
  );
  const rooms = segments.map(({ leg: index, roomBeforeMs, roomAfterMs }) => [
    index,
    roomBeforeMs,
    roomAfterMs,
  ]);
  expect(rooms).toEqual([
    [0, 40, 400],
    [2, 1000, 50],
    [0, 400, 100],
    [1, 100, 50],
  ]);
});

test('a cut through speech leaves no room for padding', async () => {
  const [first, second] = await plan([leg(0, [[0, 20_000]])]);
  expect(first?.roomAfterMs).toBe(0);
  expect(second?.roomBeforeMs).toBe(0);
});

test('spans out of order, overlapping, empty or past the end are put right', async () => {
  const segments = await plan(
    [
      leg(0, [
        [9000, 12_000],
        [500, 500],
        [1000, 2000],
        [1500, 2500],
      ]),
    ],
    10_000,
  );
  expect(segments.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [1000, 2500],
    [9000, 10_000],
  ]);
});

test('a call without speech has no segments', async () => {
  expect(await plan([leg(0, []), leg(1, [])])).toEqual([]);
});
