import { expect, test } from 'vitest';
import { attachment, cleanFileName } from './file-name.ts';

test.each([
  ['call.wav', 'call.wav'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['/', 'unnamed'],
  ['..', 'unnamed'],
  ['', 'unnamed'],
  [undefined, 'unnamed'],
  ['a\0b\r\nc.wav', 'abc.wav'],
  ['call\u202evaw.exe', 'callvaw.exe'],
  ['Ge\u0301rard.mp3', 'G\u00e9rard.mp3'],
  ['lone \ud800.wav', 'lone \ufffd.wav'],
  ['  spaced .wav ', 'spaced .wav'],
])('%j is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});

test('a long name is cut and keeps its extension', () => {
  const kept = cleanFileName(`${'long '.repeat(100)}.wav`);
  expect(kept).toHaveLength(200);
  expect(kept.endsWith('.wav')).toBe(true);
});

test('a name goes into a header without a way to end it', () => {
  expect(attachment('a"; filename="b.html')).toBe(
    `attachment; filename="a_; filename=_b.html"; filename*=UTF-8''a%22%3B%20filename%3D%22b.html`,
  );
  expect(attachment("l'été (1).wav")).toBe(
    `attachment; filename="l'_t_ (1).wav"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%281%29.wav`,
  );
  expect(attachment('x\r\nset-cookie: a=b')).not.toMatch(/[\r\n]/);
});
