import { expect, test } from 'vitest';
import { precisionOf } from './precision.ts';

test('the interval is that of Wilson, and there is none without a verdict', () => {
  expect(precisionOf({ useful: 0, noise: 0 })).toBeNull();
  // Worked by hand from the formula for 8 of 10.
  const { value, low, high } = precisionOf({ useful: 8, noise: 2 })!;
  expect(value).toBe(0.8);
  expect(low).toBeCloseTo(0.4902, 3);
  expect(high).toBeCloseTo(0.9433, 3);
  expect(precisionOf({ useful: 0, noise: 3 })).toMatchObject({ value: 0, low: 0 });
});
