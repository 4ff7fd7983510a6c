import { EarshotError } from '../../errors.ts';
import type { ByteSource } from '../../lib/bytes.ts';
import { type AudioFormat, type AudioNote, type Block, checkShape, type Decoding } from '../format.ts';
import { readAhead, slice } from '../source.ts';
import { checkCount, streamBlocks } from './stream.ts';

/**
 * MPEG audio (MP3, and layers I and II): frames that each begin with 11 set bits.
 *
 *   AAAAAAAA AAABBCCD EEEEFFGH IIJJKLMM   A sync, B version, C layer, E bit rate, F sample rate, G padding, I mode
 */
export interface MpegFrame {
  /** Whole frame, header included. */
  bytes: number;
  samples: number;
  sampleRateHz: number;
  channels: number;
  layer: 1 | 2 | 3;
  version: 1 | 2 | 2.5;
}

const bitRates: Record<string, number[]> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const sampleRates = { 1: [44100, 48000, 32000], 2: [22050, 24000, 16000], 2.5: [11025, 12000, 8000] };

function parseMpegFrame(bytes: Uint8Array, at: number): MpegFrame | null {
  if (at + 4 > bytes.byteLength || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe0) !== 0xe0) return null;
  const version = ([2.5, null, 2, 1] as const)[(bytes[at + 1]! >> 3) & 3];
  const layer = ([null, 3, 2, 1] as const)[(bytes[at + 1]! >> 1) & 3];
  const rateIndex = (bytes[at + 2]! >> 2) & 3;
  if (!version || !layer || rateIndex === 3) return null;
  const kilobits = bitRates[`${version === 1 ? 1 : 2}-${layer}`]?.[(bytes[at + 2]! >> 4) - 1];
  if (!kilobits) return null;
  const sampleRateHz = sampleRates[version][rateIndex]!;
  const padding = (bytes[at + 2]! >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && version !== 1 ? 576 : 1152;
  const size =
    layer === 1
      ? (Math.floor((12_000 * kilobits) / sampleRateHz) + padding) * 4
      : Math.floor(((samples / 8) * kilobits * 1000) / sampleRateHz) + padding;
  const channels = bytes[at + 3]! >> 6 === 3 ? 1 : 2;
  return { bytes: size, samples, sampleRateHz, channels, layer, version };
}

const searchBytes = 64 * 1024;

/**
 * Where the first of several frames in a row begins, from `start` on: one frame header alone is found in any
 * data. Null when there is none within 64 KB.
 */
export async function findMpegAudio(
  source: ByteSource,
  start: number,
): Promise<{ at: number; frame: MpegFrame } | null> {
  const bytes = await source.read(start, start + searchBytes);
  for (let at = 0; at + 4 <= bytes.byteLength; at++) {
    const frame = parseMpegFrame(bytes, at);
    if (frame && followers(bytes, at, frame, at === 0 ? 2 : 4)) return { at: start + at, frame };
  }
  return null;
}

/** Whether `wanted` further frames of the same kind follow, or as many as the bytes at hand have room for. */
function followers(bytes: Uint8Array, at: number, first: MpegFrame, wanted: number): boolean {
  let position = at + first.bytes;
  for (let found = 0; found < wanted; found++) {
    if (position + 4 > bytes.byteLength) return found > 0 || at === 0;
    const next = parseMpegFrame(bytes, position);
    if (next?.layer !== first.layer || next.sampleRateHz !== first.sampleRateHz) return false;
    position += next.bytes;
  }
  return true;
}

/** Length of an ID3v2 tag at the start, 0 when there is none. */
export async function id3Bytes(source: ByteSource): Promise<number> {
  const head = await source.read(0, 10);
  if (head.byteLength < 10 || head[0] !== 0x49 || head[1] !== 0x44 || head[2] !== 0x33) return 0;
  const size = (head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!;
  return 10 + size + (head[5]! & 0x10 ? 10 : 0);
}

export async function identifyMpeg(source: ByteSource, at: number, frame: MpegFrame): Promise<AudioFormat> {
  checkShape(frame);
  const count = await countedSamples(source, at, frame);
  return {
    container: 'mp3',
    codec: `mp${frame.layer}`,
    channels: frame.channels,
    sampleRateHz: frame.sampleRateHz,
    durationMs: count === null ? null : Math.round((count * 1000) / frame.sampleRateHz),
    needsFfmpeg: false,
  };
}

/** Samples by the count that encoders leave in the first frame (Xing, Info, VBRI), or null without one. */
async function countedSamples(source: ByteSource, at: number, frame: MpegFrame): Promise<number | null> {
  const bytes = Buffer.from(await source.read(at, at + 256));
  const sideInfo = frame.version === 1 ? (frame.channels === 1 ? 17 : 32) : frame.channels === 1 ? 9 : 17;
  const tag = 4 + sideInfo;
  const name = bytes.toString('latin1', tag, tag + 4);
  if ((name === 'Xing' || name === 'Info') && bytes.length >= tag + 12 && bytes.readUInt32BE(tag + 4) & 1) {
    const flags = bytes.readUInt32BE(tag + 4);
    const lame = tag + 12 + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
    const trimmed = bytes.length >= lame + 24 ? bytes.readUIntBE(lame + 21, 3) : 0;
    const samples = bytes.readUInt32BE(tag + 8) * frame.samples - (trimmed >> 12) - (trimmed & 0xfff);
    return samples > 0 ? samples : null;
  }
  if (bytes.toString('latin1', 36, 40) === 'VBRI' && bytes.length >= 54) {
    return bytes.readUInt32BE(50) * frame.samples;
  }
  return null;
}

export async function decodeMpeg(source: ByteSource, format: AudioFormat): Promise<Decoding> {
  const found = await findMpegAudio(source, await id3Bytes(source));
  if (!found) throw new EarshotError('audio_damaged');
  const notes: AudioNote[] = [];
  if (await endsInsideFrame(source))
    notes.push({ code: 'audio_truncated', details: { reason: 'last frame cut' } });
  const data = slice(source, found.at, source.size);
  const expected = ((format.durationMs ?? 0) / 1000) * format.sampleRateHz;
  const blocks = mpegBlocks(readAhead(data, 16 * 1024), format.channels, notes);
  return { format, blocks: checkCount(blocks, expected * 0.99, found.frame.samples, notes), notes };
}

/** Frames, whole or in pieces of any length. */
export async function* mpegBlocks(
  pieces: AsyncIterable<Uint8Array>,
  channels: number,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  // The decoder gives mono twice.
  yield* streamBlocks(new MPEGDecoder(), pieces, notes, ({ channelData }) => channelData.slice(0, channels));
}

/** Whether the chain of frames in the file's last bytes runs past its end. */
async function endsInsideFrame(source: ByteSource): Promise<boolean> {
  const tail = await source.read(Math.max(0, source.size - 8192), source.size);
  for (let at = 0; at + 4 <= tail.byteLength; at++) {
    const frame = parseMpegFrame(tail, at);
    if (!frame || !followers(tail, at, frame, 4)) continue;
    let last = frame;
    let position = at;
    for (let next: MpegFrame | null = frame; next; next = parseMpegFrame(tail, position)) {
      last = next;
      position += next.bytes;
    }
    return position > tail.byteLength && last.bytes > 0;
  }
  return false;
}
