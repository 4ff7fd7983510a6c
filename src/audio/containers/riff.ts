import { EarshotError } from '../../errors.ts';
import type { ByteSource } from '../../lib/bytes.ts';
import { gsmFrameSamples, msGsmBlockBytes } from '../gsm.ts';
import { bytesPerSample, type SampleCodec } from '../pcm.ts';

/**
 * The header of a WAV file (RIFF, or RF64 for more than 4 GB).
 *
 *   'RIFF' size 'WAVE'  { id size bytes [pad to even] } …    of which `fmt ` and `data` matter
 *
 * Sizes are taken as hints: recorders that crashed or wrote to a pipe leave 0, 0xFFFFFFFF or too much, and then
 * the data reach to the end of the file.
 */
export interface WavHeader {
  codec: SampleCodec | 'gsm-ms' | 'mp3' | 'other';
  /** The format tag as registered, for telling what `other` is. */
  tag: number;
  channels: number;
  sampleRateHz: number;
  bitsPerSample: number;
  /** Bytes in which decoding can start afresh: a frame of samples, or a codec's block. */
  blockBytes: number;
  dataStart: number;
  dataEnd: number;
  /** The header promised more than the file holds. */
  truncated: boolean;
}

const maxChunks = 1000;
/** Writers to a pipe put the largest number there is, or nearly; no true size below 4 GB is mistaken for it. */
const unknownSize = 0x7fff0000;

/** @throws audio_damaged, audio_silent_length */
export async function readWavHeader(source: ByteSource): Promise<WavHeader> {
  let format: Omit<WavHeader, 'dataStart' | 'dataEnd' | 'truncated'> | undefined;
  let longSize: number | undefined;
  let at = 12;
  for (let chunks = 0; chunks < maxChunks && at + 8 <= source.size; chunks++) {
    const head = await source.read(at, at + 8);
    if (head.byteLength < 8) break;
    const id = String.fromCharCode(...head.subarray(0, 4));
    const size = viewOf(head).getUint32(4, true);
    if (id === 'fmt ') format = parseFormat(await source.read(at + 8, at + 8 + Math.min(size, 64)));
    if (id === 'ds64') longSize = parseLongSize(await source.read(at + 8, at + 8 + Math.min(size, 64)));
    if (id === 'data') {
      if (!format) throw new EarshotError('audio_damaged', { details: { missing: 'fmt chunk' } });
      return { ...format, ...(await dataRange(source, at + 8, size, longSize, format.blockBytes)) };
    }
    at = await nextChunk(source, at + 8 + size);
  }
  throw new EarshotError('audio_damaged', { details: { missing: format ? 'data chunk' : 'fmt chunk' } });
}

/** Samples per channel that the data hold, or null for codecs without a fixed rate. */
export function wavFrames(header: WavHeader): number | null {
  const bytes = header.dataEnd - header.dataStart;
  if (header.codec === 'gsm-ms') return Math.floor(bytes / msGsmBlockBytes) * 2 * gsmFrameSamples;
  if (header.codec === 'mp3' || header.codec === 'other') return null;
  return Math.floor(bytes / header.blockBytes);
}

function parseFormat(bytes: Uint8Array): Omit<WavHeader, 'dataStart' | 'dataEnd' | 'truncated'> {
  if (bytes.byteLength < 14) throw new EarshotError('audio_damaged', { details: { missing: 'fmt chunk' } });
  const view = viewOf(bytes);
  const declaredTag = view.getUint16(0, true);
  // WAVE_FORMAT_EXTENSIBLE: the tag is the start of a GUID behind the extension's size, valid bits and speakers.
  const tag = declaredTag === 0xfffe && bytes.byteLength >= 26 ? view.getUint16(24, true) : declaredTag;
  const channels = view.getUint16(2, true);
  const bitsPerSample = bytes.byteLength >= 16 ? view.getUint16(14, true) : 8;
  const blockAlign = view.getUint16(12, true);
  const codec = codecOf(tag, bitsPerSample, channels, blockAlign);
  const blockBytes =
    codec === 'gsm-ms'
      ? msGsmBlockBytes
      : codec === 'mp3' || codec === 'other'
        ? 1
        : bytesPerSample(codec) * channels;
  return { codec, tag, channels, sampleRateHz: view.getUint32(4, true), bitsPerSample, blockBytes };
}

function codecOf(tag: number, bits: number, channels: number, blockAlign: number): WavHeader['codec'] {
  // 20 bits in 3 bytes and the like: samples are left-justified in their container, which the block size tells.
  const width = channels > 0 && blockAlign % channels === 0 ? blockAlign / channels : Math.ceil(bits / 8);
  const bytes = width === Math.ceil(bits / 8) || tag === 0xfffe ? width : Math.ceil(bits / 8);
  if (tag === 1) {
    const codecs: Record<number, SampleCodec> = { 1: 'pcm-u8', 2: 'pcm-s16', 3: 'pcm-s24', 4: 'pcm-s32' };
    return codecs[bytes] ?? 'other';
  }
  if (tag === 3) return bytes === 4 ? 'pcm-f32' : bytes === 8 ? 'pcm-f64' : 'other';
  if (tag === 6 && bits === 8) return 'a-law';
  if (tag === 7 && bits === 8) return 'mu-law';
  if (tag === 0x31 && channels === 1) return 'gsm-ms';
  if (tag === 0x50 || tag === 0x55) return 'mp3';
  return 'other';
}

function parseLongSize(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength < 16) return undefined;
  const size = viewOf(bytes).getBigUint64(8, true);
  return size <= Number.MAX_SAFE_INTEGER ? Number(size) : undefined;
}

async function dataRange(
  source: ByteSource,
  dataStart: number,
  size: number,
  longSize: number | undefined,
  blockBytes: number,
): Promise<Pick<WavHeader, 'dataStart' | 'dataEnd' | 'truncated'>> {
  const held = source.size - dataStart;
  const promised = size === 0xffffffff && longSize ? longSize : size;
  if (promised === 0 && held >= blockBytes && !(await isChunkAt(source, dataStart))) {
    return { dataStart, dataEnd: source.size, truncated: false };
  }
  if (promised === 0 || held < blockBytes) {
    const code = promised === 0 ? 'audio_silent_length' : 'audio_damaged';
    throw new EarshotError(code, { details: { dataBytes: Math.max(0, held) } });
  }
  const unknown = promised >= unknownSize && promised !== longSize;
  return {
    dataStart,
    dataEnd: dataStart + Math.min(promised, held),
    truncated: promised > held && !unknown,
  };
}

/** Chunks are padded to an even length, which some writers forget. */
async function nextChunk(source: ByteSource, end: number): Promise<number> {
  if (end % 2 === 0) return end;
  return !(await isChunkAt(source, end + 1)) && (await isChunkAt(source, end)) ? end : end + 1;
}

async function isChunkAt(source: ByteSource, at: number): Promise<boolean> {
  const head = await source.read(at, at + 8);
  if (head.byteLength < 8) return false;
  const named = head.subarray(0, 4).every((byte) => byte >= 0x20 && byte < 0x7f);
  return named && at + 8 + viewOf(head).getUint32(4, true) <= source.size + 1;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
