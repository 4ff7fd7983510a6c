import { expect, test } from 'vitest';
import { differenceOf, shareOf } from './wilson.ts';

/** Worked by Newcombe, Statistics in Medicine 17 (1998): 81 of 263, 56 of 70 against 48 of 80, 10 of 10 against 0 of 20. */
test('the intervals are those that were published', () => {
  expect(rounded(shareOf(81, 263)!)).toEqual({ value: 0.308, low: 0.2553, high: 0.3662 });
  expect(rounded(differenceOf(shareOf(56, 70)!, shareOf(48, 80)!))).toEqual({
    value: 0.2,
    low: 0.0524,
    high: 0.3339,
  });
  expect(rounded(differenceOf(shareOf(10, 10)!, shareOf(0, 20)!))).toEqual({
    value: 1,
    low: 0.6791,
    high: 1,
  });
});

test('nothing has no share, and no interval leaves 0 to 1', () => {
  expect(shareOf(0, 0)).toBeNull();
  expect(shareOf(0, 3)!.low).toBe(0);
  expect(shareOf(3, 3)!.high).toBe(1);
});

function rounded(estimate: object) {
  return Object.fromEntries(
    Object.entries(estimate).map(([key, value]) => [key, Math.round(value * 1e4) / 1e4]),
  );
}
