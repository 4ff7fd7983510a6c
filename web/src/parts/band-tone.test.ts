import { expect, test } from 'vitest';
import { bandTone } from './band-tone.ts';

test('a score below the threshold of its scorecard is poor, at it is fair', () => {
  expect(bandTone(69.99, 70)).toBe('poor');
  expect(bandTone(70, 70)).toBe('fair');
});

test('a score beyond half of the way from the threshold to 100 is good', () => {
  expect(bandTone(84.9, 70)).toBe('fair');
  expect(bandTone(85, 70)).toBe('good');
});

test('without a score or a threshold nothing is claimed', () => {
  expect(bandTone(null, 70)).toBe('none');
  expect(bandTone(90, null)).toBe('none');
});
