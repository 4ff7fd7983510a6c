import { expect, test } from 'vitest';
import { formatBytes, formatScore, formatShare } from './numbers.ts';

test('sizes are told in decimal units with a decimal only below ten', () => {
  expect(formatBytes(0, 'en')).toBe('0 byte');
  expect(formatBytes(999, 'en')).toBe('999 byte');
  expect(formatBytes(6_900_000, 'en')).toBe('6.9 MB');
  expect(formatBytes(482_000_000, 'en')).toBe('482 MB');
  expect(formatBytes(1_200_000_000_000, 'en')).toBe('1,200 GB');
});

test('a score keeps one decimal when it has one', () => {
  expect(formatScore(83.25, 'en')).toBe('83.3');
  expect(formatScore(80, 'en')).toBe('80');
});

test('a share is a whole percentage', () => {
  expect(formatShare(0.746, 'en')).toBe('75%');
});
