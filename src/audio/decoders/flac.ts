import { EarshotError } from '../../errors.ts';
import type { ByteSource } from '../../lib/bytes.ts';
import { type AudioFormat, type AudioNote, type Block, checkShape, type Decoding } from '../format.ts';
import { readAhead } from '../source.ts';
import { checkCount, type Decoded, streamBlocks } from './stream.ts';

/** `source` begins with `fLaC`, then the block STREAMINFO (RFC 9639, section 8.2). */
export async function identifyFlac(source: ByteSource): Promise<AudioFormat> {
  const head = Buffer.from(await source.read(0, 42));
  if (head.length < 42 || (head[4]! & 0x7f) !== 0) {
    throw new EarshotError('audio_damaged', { details: { missing: 'stream info' } });
  }
  // 20 bits of sample rate, 3 of channels less one, 5 of depth less one, 36 of samples.
  const packed = head.readUInt32BE(18);
  const format = { channels: ((packed >> 9) & 7) + 1, sampleRateHz: packed >>> 12 };
  checkShape(format);
  const samples = (head[21]! & 15) * 2 ** 32 + head.readUInt32BE(22);
  const durationMs = samples > 0 ? Math.round((samples * 1000) / format.sampleRateHz) : null;
  return { container: 'flac', codec: 'flac', ...format, durationMs, needsFfmpeg: false };
}

/** The decoder takes the highest sample for 1; everywhere else here 1 is one step above it. */
export function flacSamples({ channelData, bitDepth = 16 }: Decoded): Float32Array[] {
  const scale = 1 - 2 ** (1 - bitDepth);
  return channelData.map((samples) => samples.map((sample) => sample * scale));
}

export function decodeFlac(source: ByteSource, format: AudioFormat): Decoding {
  const notes: AudioNote[] = [];
  const expected = Math.floor(((format.durationMs ?? 0) / 1000) * format.sampleRateHz);
  // A duration in whole milliseconds may be half of one too long.
  const slack = format.sampleRateHz / 1000;
  return { format, blocks: checkCount(flacBlocks(source, notes), expected, slack, notes), notes };
}

async function* flacBlocks(source: ByteSource, notes: AudioNote[]): AsyncGenerator<Block> {
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  yield* streamBlocks(new FLACDecoder(), readAhead(source, 64 * 1024), notes, flacSamples);
}
