import { expect, test } from 'vitest';
import { toEarshotError } from '../../errors.ts';
import { writeFrame } from '../../model/live-frame.ts';
import { parseFrame, parseMessage, samplesOf } from './protocol.ts';

const start = {
  sampleRateHz: 8000,
  encoding: 'pcm_s16le' as const,
  legs: ['agent' as const, 'customer' as const],
};

function problemOf(act: () => unknown): unknown {
  try {
    act();
  } catch (thrown) {
    const { code, details } = toEarshotError(thrown);
    expect(code).toBe('live_message_invalid');
    return details?.problem;
  }
  throw new Error('it was taken');
}

test('a frame that was written is read as it was', () => {
  const frame = {
    sequence: 4_000_000_000,
    firstSample: 123_456,
    samples: Int16Array.from([0, 1, -1, 32_767, -32_768]),
  };
  const written = writeFrame(1, frame);
  expect(parseFrame(written, start)).toEqual({ leg: 1, frame, bytes: written.subarray(12) });
});

test('mu-law and A-law samples are decoded', () => {
  expect([...samplesOf(Uint8Array.from([0xff, 0x7f, 0x80, 0x00]), 'mulaw')]).toEqual([0, 0, 32_124, -32_124]);
  expect([...samplesOf(Uint8Array.from([0xd5, 0x55, 0xaa, 0x2a]), 'alaw')]).toEqual([8, -8, 32_256, -32_256]);
});

test('a frame that cannot be read says why', () => {
  const frame = { sequence: 0, firstSample: 0, samples: new Int16Array(160) };
  const bytes = (change: (copy: Uint8Array) => Uint8Array) => () =>
    parseFrame(change(writeFrame(0, frame)), start);
  expect(problemOf(bytes((copy) => copy.subarray(0, 11)))).toMatch(/header/);
  expect(problemOf(bytes((copy) => copy.fill(9, 0, 1)))).toMatch(/header/);
  expect(problemOf(bytes((copy) => copy.fill(2, 1, 2)))).toMatch(/leg/);
  expect(problemOf(bytes((copy) => copy.subarray(0, copy.length - 1)))).toMatch(/two bytes/);
  const long = { ...frame, samples: new Int16Array(16_001) };
  expect(problemOf(() => parseFrame(writeFrame(0, long), start))).toMatch(/two seconds/);
});

test('no bytes at all end in anything but a frame or an answer', () => {
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length * 17) % 256);
    try {
      parseFrame(bytes, start);
    } catch (thrown) {
      expect(toEarshotError(thrown).code).toBe('live_message_invalid');
    }
  }
});

test('a message with a key that is not known, or a start without legs, is refused', () => {
  expect(problemOf(() => parseMessage('{"type":"stop","now":true}'))).toMatch(/now/);
  expect(
    problemOf(() => parseMessage('{"type":"start","key":"12345678","sampleRateHz":8000,"legs":[]}')),
  ).toMatch(/legs/);
  expect(problemOf(() => parseMessage('[]'))).toBeTruthy();
});
