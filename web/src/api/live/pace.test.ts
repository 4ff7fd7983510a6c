import { expect, test } from 'vitest';
import { backOffMs } from './back-off.ts';
import { shareOf } from './spread.ts';

test('few changes are drawn at once, and however many there are they are through in half a second', () => {
  expect(shareOf(3)).toBeGreaterThanOrEqual(3);
  let waiting = 1_000;
  let frames = 0;
  for (; waiting > 0; frames++) waiting -= shareOf(1_000);
  expect(frames).toBeLessThanOrEqual(30);
});

test('each failure waits longer than the one before, up to ten seconds, and not all pages alike', () => {
  expect([0, 1, 2].map((failures) => backOffMs(failures, 0))).toEqual([500, 1_000, 2_000]);
  expect(backOffMs(50, 0)).toBe(10_000);
  expect(backOffMs(50, 0.99)).toBeLessThan(7_000);
});
