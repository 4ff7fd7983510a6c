import { expect, test } from 'vitest';
import { formatAgo, formatDuration, formatStretch, formatWhen, speakDuration } from './time.ts';

test('a duration is minutes and two digits of seconds, and hours only when there are some', () => {
  expect(formatDuration(0)).toBe('0:00');
  expect(formatDuration(59_999)).toBe('0:59');
  expect(formatDuration(75_300)).toBe('1:15');
  expect(formatDuration(3_723_000)).toBe('1:02:03');
});

test('a stretch under a minute shows tenths of a second', () => {
  expect(formatStretch(6240)).toBe('6.2 s');
  expect(formatStretch(75_000)).toBe('1:15');
});

test('a spoken duration leaves out what is zero and keeps the singular', () => {
  expect(speakDuration(61_000)).toBe('1 minute 1 second');
  expect(speakDuration(3_600_000)).toBe('1 hour');
  expect(speakDuration(200)).toBe('0 seconds');
});

test('an age is told in the largest unit that fits', () => {
  const now = Date.parse('2025-03-10T12:00:00Z');
  expect(formatAgo('2025-03-10T11:57:00Z', now, 'en')).toBe('3 min. ago');
  expect(formatAgo('2025-03-09T12:00:00Z', now, 'en')).toBe('yesterday');
  expect(formatAgo('2025-03-10T11:59:50Z', now, 'en')).toBe('this minute');
});

test('a list shows the year only of calls of another year', () => {
  const now = new Date(2025, 2, 10).getTime();
  expect(formatWhen(new Date(2025, 0, 5, 9, 7).toISOString(), now, 'en-GB')).toBe('5 Jan, 09:07');
  expect(formatWhen(new Date(2024, 11, 5, 9, 7).toISOString(), now, 'en-GB')).toBe('5 Dec 2024, 09:07');
});
