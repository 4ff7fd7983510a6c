import { expect, test } from 'vitest';
import { displayName } from './file-name.ts';

test.each([
  ['call.wav', 'call.wav'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['/', 'unnamed'],
  ['..', 'unnamed'],
  ['', 'unnamed'],
  ['a\0b\r\nc.wav', 'abc.wav'],
  ['call\u202evaw.exe', 'callvaw.exe'],
  ['Ge\u0301rard.mp3', 'G\u00e9rard.mp3'],
  ['lone \ud800.wav', 'lone \ufffd.wav'],
  ['  spaced .wav ', 'spaced .wav'],
])('%j is kept as %j', (given, kept) => {
  expect(displayName(given)).toBe(kept);
});

test('a long name is cut and keeps its extension', () => {
  const kept = displayName(`${'long '.repeat(100)}.wav`);
  expect(kept).toHaveLength(255);
  expect(kept.endsWith('.wav')).toBe(true);
});
