import { expect, test } from 'vitest';
import { bandTone } from './band-tone.ts';

test('a score at the threshold of its scorecard is good, one below it is not', () => {
  expect(bandTone(80, 80)).toBe('good');
  expect(bandTone(79.99, 80)).toBe('fair');
});

test('a score far below the threshold is poor', () => {
  expect(bandTone(60, 80)).toBe('fair');
  expect(bandTone(59.9, 80)).toBe('poor');
});

test('without a score or a threshold nothing is claimed', () => {
  expect(bandTone(null, 70)).toBe('none');
  expect(bandTone(90, null)).toBe('none');
});
