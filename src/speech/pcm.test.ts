import { expect, test } from 'vitest';
import { bufferSource } from '../lib/bytes.ts';
import { quietestMs, readChannel } from './pcm.ts';

function stereo(frames: number, offsetBytes = 0) {
  const samples = Int16Array.from({ length: frames * 2 }, (_, index) =>
    index % 2 === 0 ? index / 2 : -index,
  );
  const bytes = new Uint8Array(samples.byteLength + offsetBytes);
  bytes.set(new Uint8Array(samples.buffer), offsetBytes);
  return {
    pcm: bufferSource(bytes.subarray(offsetBytes)),
    sampleRateHz: 1000,
    channels: 2,
    durationMs: frames,
  };
}

test('one channel of a stretch is read, wherever its bytes lie in memory', async () => {
  for (const offset of [0, 1]) {
    const samples = await readChannel(stereo(100, offset), 0, { startMs: 10, endMs: 13 });
    expect([...samples]).toEqual([10, 11, 12]);
  }
  const second = await readChannel(stereo(100), 1, { startMs: 1, endMs: 2 });
  expect([...second]).toEqual([-3]);
});

test('a stretch that reaches past the recording is shortened', async () => {
  const samples = await readChannel(stereo(100), 0, { startMs: -50, endMs: 500 });
  expect(samples).toHaveLength(100);
  expect(await readChannel(stereo(100), 0, { startMs: 200, endMs: 300 })).toHaveLength(0);
});

test('a cut falls in the middle of the quietest 200 ms', () => {
  const samples = Int16Array.from({ length: 8000 }, (_, index) => (index > 5000 && index < 5600 ? 3 : 900));
  expect(quietestMs(samples, 1000)).toBeCloseTo(5100, -2);
});

test('a stretch too short to choose is cut in its middle', () => {
  expect(quietestMs(new Int16Array(4), 1000)).toBe(2);
});
