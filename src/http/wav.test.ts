import { expect, test } from 'vitest';
import { bufferSource } from '../lib/bytes.ts';
import { wavSource } from './wav.ts';

/** Samples that say where they are from: channel 0 counts up from 0, channel 1 down from -1. */
function stereo(frames: number): Buffer {
  const pcm = Buffer.alloc(frames * 4);
  for (let n = 0; n < frames; n++) {
    pcm.writeInt16LE(n, n * 4);
    pcm.writeInt16LE(-1 - n, n * 4 + 2);
  }
  return pcm;
}

function open(pcm: Buffer, channel?: number) {
  return wavSource({ source: bufferSource(pcm), sampleRateHz: 8000, channels: 2 }, channel);
}

test('the header says what the samples are', async () => {
  const wav = open(stereo(100));
  const header = Buffer.from(await wav.read(0, 44));
  expect(wav.size).toBe(444);
  expect(header.toString('latin1', 0, 4)).toBe('RIFF');
  expect(header.readUInt32LE(4)).toBe(436);
  expect(header.toString('latin1', 8, 16)).toBe('WAVEfmt ');
  expect(header.readUInt16LE(20)).toBe(1);
  expect(header.readUInt16LE(22)).toBe(2);
  expect(header.readUInt32LE(24)).toBe(8000);
  expect(header.readUInt32LE(28)).toBe(32_000);
  expect(header.readUInt16LE(32)).toBe(4);
  expect(header.readUInt16LE(34)).toBe(16);
  expect(header.toString('latin1', 36, 40)).toBe('data');
  expect(header.readUInt32LE(40)).toBe(400);
});

test('any range of the file is the same bytes as in the whole file', async () => {
  for (const channel of [undefined, 0, 1]) {
    const wav = open(stereo(20), channel);
    const whole = Buffer.from(await wav.read(0, wav.size));
    expect(whole.length).toBe(wav.size);
    for (let start = 0; start < wav.size; start++) {
      for (let end = start + 1; end <= wav.size; end += 7) {
        expect(Buffer.from(await wav.read(start, end))).toEqual(whole.subarray(start, end));
      }
    }
  }
});

test('one channel alone holds that channel in order', async () => {
  const wav = open(stereo(5), 1);
  const samples = Buffer.from(await wav.read(44, wav.size));
  expect(Array.from({ length: 5 }, (_, n) => samples.readInt16LE(n * 2))).toEqual([-1, -2, -3, -4, -5]);
  expect(Buffer.from(await wav.read(0, 44)).readUInt16LE(22)).toBe(1);
});

test('a frame that is not complete is left out', () => {
  expect(open(stereo(5).subarray(0, 19)).size).toBe(44 + 16);
});

test('no samples at all are still a WAV file', async () => {
  const wav = open(Buffer.alloc(0));
  expect((await wav.read(0, wav.size)).length).toBe(44);
});

test('a channel there is not is an invalid request', () => {
  expect(() => open(stereo(5), 2)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
});

test('more than a WAV header can count is refused rather than cut', () => {
  const source = { size: 2 ** 33, read: async () => new Uint8Array() };
  const pcm = { source, sampleRateHz: 48_000, channels: 2 };
  expect(() => wavSource(pcm)).toThrow(expect.objectContaining({ code: 'audio_too_long' }));
  expect(() => wavSource({ ...pcm, source: { ...source, size: 2 ** 32 + 8 } })).toThrow();
  expect(wavSource({ ...pcm, source: { ...source, size: 2 ** 32 + 8 } }, 0).size).toBe(2 ** 31 + 4 + 44);
});
