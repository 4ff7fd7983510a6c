import { describe, expect, test } from 'vitest';
import { listen } from './testing/listen.ts';
import { chunk, riff, testSignal, wavFile } from './testing/signal.ts';

/** What each codec must give back for these five samples. */
const samples = [0, 0.5, -0.5, 0.999, -1];

function bytesOf(width: number, write: (buffer: Buffer, value: number, at: number) => void): Buffer {
  const out = Buffer.alloc(samples.length * width);
  for (const [i, value] of samples.entries()) write(out, value, i * width);
  return out;
}

const pcm16 = bytesOf(2, (buffer, value, at) => buffer.writeInt16LE(Math.round(value * 32768), at));
const mono16 = { tag: 1, channels: 1, sampleRateHz: 8000, bits: 16 };

async function heard(bytes: Buffer): Promise<number[]> {
  return [...(await listen(bytes, 'call.wav')).channels[0]!];
}

function expectSamples(got: number[], step: number): void {
  expect(got).toHaveLength(samples.length);
  for (const [i, sample] of samples.entries()) expect(Math.abs(got[i]! - sample)).toBeLessThanOrEqual(step);
}

describe('every kind of sample', () => {
  test('8-bit unsigned', async () => {
    const data = bytesOf(1, (buffer, value, at) =>
      buffer.writeUInt8(Math.min(255, 128 + Math.round(value * 128)), at),
    );
    expectSamples(await heard(riff({ ...mono16, bits: 8 }, data)), 1 / 128);
  });

  test('16-bit, exactly', async () => {
    expect(await heard(riff(mono16, pcm16))).toEqual([0, 0.5, -0.5, Math.fround(32735 / 32768), -1]);
  });

  test('24-bit', async () => {
    const data = bytesOf(3, (buffer, value, at) => buffer.writeIntLE(Math.round(value * 8388608), at, 3));
    expectSamples(await heard(riff({ ...mono16, bits: 24 }, data)), 1e-6);
  });

  test('20 bits in three bytes', async () => {
    const data = bytesOf(3, (buffer, value, at) => buffer.writeIntLE(Math.round(value * 524288) * 16, at, 3));
    expectSamples(await heard(riff({ ...mono16, bits: 20, blockAlign: 3 }, data)), 1e-5);
  });

  test('32-bit', async () => {
    const data = bytesOf(4, (buffer, value, at) => buffer.writeInt32LE(Math.round(value * 2147483648), at));
    expectSamples(await heard(riff({ ...mono16, bits: 32 }, data)), 1e-6);
  });

  test('32-bit and 64-bit float, with what is no number as silence', async () => {
    const short = bytesOf(4, (buffer, value, at) => buffer.writeFloatLE(value, at));
    const long = bytesOf(8, (buffer, value, at) => buffer.writeDoubleLE(value, at));
    expectSamples(await heard(riff({ ...mono16, tag: 3, bits: 32 }, short)), 1e-7);
    expectSamples(await heard(riff({ ...mono16, tag: 3, bits: 64 }, long)), 1e-7);
    const odd = Buffer.alloc(12);
    for (const [i, value] of [Number.NaN, Number.POSITIVE_INFINITY, -1e30].entries())
      odd.writeFloatLE(value, i * 4);
    expect(await heard(riff({ ...mono16, tag: 3, bits: 32 }, odd))).toEqual([0, 2, -2]);
  });

  test('mu-law and A-law at the ends of their scales', async () => {
    const muLaw = Buffer.from([0xff, 0x7f, 0x80, 0x00, 0xf0]);
    expect((await heard(riff({ ...mono16, tag: 7, bits: 8 }, muLaw))).map((s) => s * 32768 + 0)).toEqual([
      0, 0, 32124, -32124, 120,
    ]);
    const aLaw = Buffer.from([0xd5, 0x55, 0xaa, 0x2a]);
    expect((await heard(riff({ ...mono16, tag: 6, bits: 8 }, aLaw))).map((s) => s * 32768)).toEqual([
      8, -8, 32256, -32256,
    ]);
  });

  test('channels are told apart', async () => {
    const [left, right] = [testSignal(8000, 0.2, 0), testSignal(8000, 0.2, 1)];
    const { channels } = await listen(wavFile([left, right], 8000), 'call.wav');
    expect(Math.abs(channels[0]![700]! - left[700]!)).toBeLessThan(1e-4);
    expect(Math.abs(channels[1]![700]! - right[700]!)).toBeLessThan(1e-4);
  });
});

describe('headers as they are found', () => {
  const extension = Buffer.from(
    '160010000400000001000000000010008000 00aa00389b71'.replaceAll(' ', ''),
    'hex',
  );

  test('the extensible form tells the codec in its identifier', async () => {
    expect(await heard(riff({ ...mono16, tag: 0xfffe, extension }, pcm16))).toHaveLength(5);
  });

  test('chunks before the sound are skipped, padded to even lengths or not', async () => {
    const before = [chunk('LIST', Buffer.from('INFOabc')), chunk('fact', Buffer.alloc(4))];
    expect(await heard(riff({ ...mono16, before: Buffer.concat(before) }, pcm16))).toHaveLength(5);
    const unpadded = Buffer.concat([chunk('LIST', Buffer.from('INFOabc')).subarray(0, 15), before[1]!]);
    expect(await heard(riff({ ...mono16, before: unpadded }, pcm16))).toHaveLength(5);
  });

  test('chunks behind the sound are not heard', async () => {
    const bytes = Buffer.concat([riff(mono16, pcm16), chunk('LIST', Buffer.alloc(30, 65))]);
    expect(await heard(bytes)).toHaveLength(5);
  });

  test.each([
    ['0', 0, false],
    ['the largest number there is', 0xffffffff, false],
    ['nearly the largest signed number', 0x7ffff000, false],
    ['more than there is', 100, true],
  ])('a length of %s means up to the end of the file', async (_what, dataBytes, isTruncated) => {
    const { channels, notes } = await listen(riff({ ...mono16, dataBytes }, pcm16), 'call.wav');
    expect(channels[0]).toHaveLength(5);
    expect(notes.map(({ code }) => code)).toEqual(isTruncated ? ['audio_truncated'] : []);
  });

  test('RF64 tells long lengths in a chunk of their own', async () => {
    const sizes = Buffer.alloc(28);
    sizes.writeBigUInt64LE(BigInt(pcm16.length), 8);
    const bytes = riff({ ...mono16, dataBytes: 0xffffffff }, pcm16);
    const long = Buffer.concat([
      Buffer.from('RF64'),
      bytes.subarray(4, 12),
      chunk('ds64', sizes),
      bytes.subarray(12),
      chunk('LIST', Buffer.alloc(8)),
    ]);
    expect(await heard(long)).toHaveLength(5);
  });

  test('half a sample at the end is left out', async () => {
    const { channels } = await listen(
      riff({ ...mono16, dataBytes: 0 }, pcm16.subarray(0, 9)).subarray(0, -1),
      'call.wav',
    );
    expect(channels[0]).toHaveLength(4);
  });
});
