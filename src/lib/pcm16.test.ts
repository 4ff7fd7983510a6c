import { expect, test } from 'vitest';
import { bytesOfSamples, samplesOfBytes } from './pcm16.ts';

const samples = Int16Array.of(0, 1, -1, 32_767, -32_768, 0x1234);

test('samples are written low byte first, behind their header, and read back from anywhere', () => {
  const bytes = bytesOfSamples(samples, 3);
  expect([...bytes]).toEqual([0, 0, 0, 0, 0, 1, 0, 255, 255, 255, 127, 0, 128, 0x34, 0x12]);
  expect(samplesOfBytes(bytes.subarray(3))).toEqual(samples);
});

test('a part of an array is that part, and what is read is a copy', () => {
  const bytes = bytesOfSamples(samples.subarray(3, 5));
  const read = samplesOfBytes(bytes);
  bytes.fill(0);
  expect([...read]).toEqual([32_767, -32_768]);
});

test('half a sample at the end is left out', () => {
  expect([...samplesOfBytes(Uint8Array.of(1, 0, 7))]).toEqual([1]);
  expect(samplesOfBytes(new Uint8Array(0))).toHaveLength(0);
});
