import { EarshotError } from '../../errors.ts';
import type { ByteSource } from '../../lib/bytes.ts';
import {
  type AudioFormat,
  type AudioNote,
  addNote,
  type Block,
  checkShape,
  type Decoding,
} from '../format.ts';
import { cached } from '../source.ts';
import { flacSamples } from './flac.ts';
import { opusRateHz } from './opus.ts';
import { type StreamDecoder, streamBlocks } from './stream.ts';

/**
 * An Ogg page (RFC 3533):
 *
 *   'OggS' version flags granule(8) serial(4) number(4) crc(4) segments(1) sizes(segments) body
 *
 * The granule counts samples to the end of the page; flag 2 marks a stream's first page, 4 its last.
 */
interface Page {
  first: boolean;
  last: boolean;
  granule: number;
  serial: number;
  body: Buffer;
  end: number;
}

interface Stream {
  codec: string;
  channels: number;
  sampleRateHz: number;
  /** Of the granule; Opus counts at 48 kHz whatever it holds. */
  granuleRateHz: number;
  preSkip: number;
}

const tailBytes = 128 * 1024;

function pageAt(bytes: Buffer, at: number): Page | null {
  if (at + 27 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'OggS') return null;
  const segments = bytes[at + 26]!;
  const sizes = bytes.subarray(at + 27, at + 27 + segments);
  const bodyAt = at + 27 + segments;
  const end = bodyAt + sizes.reduce((sum, size) => sum + size, 0);
  return {
    first: (bytes[at + 5]! & 2) !== 0,
    last: (bytes[at + 5]! & 4) !== 0,
    granule: Number(bytes.readBigInt64LE(at + 6)),
    serial: bytes.readUInt32LE(at + 14),
    body: bytes.subarray(bodyAt, end),
    end,
  };
}

/** @throws audio_damaged, audio_channels_unsupported */
export async function identifyOgg(source: ByteSource): Promise<AudioFormat> {
  const head = Buffer.from(await source.read(0, 64 * 1024));
  const first = pageAt(head, 0);
  if (!first) throw new EarshotError('audio_damaged', { details: { missing: 'first page' } });
  const stream = streamOf(first.body);
  const alone = !pageAt(head, first.end)?.first;
  if (!stream || !alone) return { ...foreign, codec: stream?.codec ?? 'unknown' };
  checkShape(stream);
  const tail = await lastPage(source, first.serial);
  const startedAt = firstGranule(head, first);
  const samples = tail ? tail.granule - startedAt - stream.preSkip : 0;
  return {
    container: 'ogg',
    codec: stream.codec,
    channels: stream.channels,
    sampleRateHz: stream.sampleRateHz,
    durationMs: samples > 0 ? Math.round((samples * 1000) / stream.granuleRateHz) : null,
    needsFfmpeg: false,
  };
}

const foreign: AudioFormat = {
  container: 'ogg',
  codec: 'unknown',
  channels: 0,
  sampleRateHz: 0,
  durationMs: null,
  needsFfmpeg: true,
};

function streamOf(body: Buffer): Stream | null {
  const begins = (text: string) => body.toString('latin1', 0, text.length) === text;
  if (begins('OpusHead') && body.length >= 19) {
    const sampleRateHz = body.readUInt32LE(12) || 48_000;
    const preSkip = body.readUInt16LE(10);
    return { codec: 'opus', channels: body[9]!, sampleRateHz, granuleRateHz: 48_000, preSkip };
  }
  if (begins('\x01vorbis') && body.length >= 30) {
    const sampleRateHz = body.readUInt32LE(12);
    return { codec: 'vorbis', channels: body[11]!, sampleRateHz, granuleRateHz: sampleRateHz, preSkip: 0 };
  }
  if (begins('\x7fFLAC') && body.length >= 13 + 38) {
    const packed = body.readUIntBE(17 + 10, 4);
    const sampleRateHz = packed >>> 12;
    return {
      codec: 'flac',
      channels: ((packed >> 9) & 7) + 1,
      sampleRateHz,
      granuleRateHz: sampleRateHz,
      preSkip: 0,
    };
  }
  return null;
}

/** Where the clock of a stream that was joined late begins; 0 for a file recorded from its start. */
function firstGranule(head: Buffer, first: Page): number {
  for (let page = pageAt(head, first.end); page; page = pageAt(head, page.end)) {
    if (page.serial === first.serial && page.granule > 0) return page.granule > 480_000 ? page.granule : 0;
  }
  return 0;
}

async function lastPage(source: ByteSource, serial: number): Promise<Page | null> {
  const tail = Buffer.from(await source.read(Math.max(0, source.size - tailBytes), source.size));
  for (let at = tail.lastIndexOf('OggS'); at >= 0; at = at > 0 ? tail.lastIndexOf('OggS', at - 1) : -1) {
    const page = pageAt(tail, at);
    if (page && page.serial === serial && page.granule > 0 && page.end <= tail.length) return page;
  }
  return null;
}

export async function decodeOgg(source: ByteSource, format: AudioFormat): Promise<Decoding> {
  const notes: AudioNote[] = [];
  return { format, blocks: oggBlocks(source, format, notes), notes };
}

const longestPageBytes = 27 + 255 + 255 * 255;

/**
 * Pages one after the other, whole: the decoders make noise of a page that is cut off, so of the last one only the
 * packets that are there are passed on.
 */
async function* wholePages(file: ByteSource, notes: AudioNote[]): AsyncGenerator<Uint8Array> {
  const source = cached(file);
  let lastSeen = false;
  let at = 0;
  while (at < source.size) {
    const bytes = Buffer.from(await source.read(at, at + longestPageBytes));
    const page = pageAt(bytes, 0);
    if (page && page.end <= bytes.length) {
      lastSeen = page.last;
      at += page.end;
      yield bytes.subarray(0, page.end);
      continue;
    }
    const cut = page && at + bytes.length === source.size ? packetsIn(bytes) : null;
    if (cut) yield cut;
    const next = bytes.indexOf('OggS', 1);
    if (next < 0 && at + bytes.length >= source.size) break;
    if (!cut) addNote(notes, 'audio_damaged_parts', { near: at });
    at += next > 0 ? next : bytes.length - 3;
  }
  if (!lastSeen) addNote(notes, 'audio_truncated', { reason: 'no last page' });
}

/** A page of which the end is missing, made into one with the packets that are whole. */
function packetsIn(bytes: Buffer): Buffer | null {
  const bodyAt = 27 + bytes[26]!;
  let end = bodyAt;
  let kept = 0;
  let keptEnd = bodyAt;
  for (let segment = 0; segment < bytes[26]! && end <= bytes.length; segment++) {
    const size = bytes[27 + segment]!;
    end += size;
    if (size === 255 || end > bytes.length) continue;
    kept = segment + 1;
    keptEnd = end;
  }
  if (kept === 0) return null;
  const head = Buffer.from(bytes.subarray(0, 27 + kept));
  head[26] = kept;
  return Buffer.concat([head, bytes.subarray(bodyAt, keptEnd)]);
}

async function openOggDecoder({ codec, sampleRateHz }: AudioFormat): Promise<StreamDecoder> {
  if (codec === 'opus') {
    const { OggOpusDecoder } = await import('ogg-opus-decoder');
    // The package takes the rate, its types have forgotten it.
    const options: object = { sampleRate: opusRateHz(sampleRateHz) };
    return new OggOpusDecoder(options);
  }
  if (codec === 'vorbis') return new (await import('@wasm-audio-decoders/ogg-vorbis')).OggVorbisDecoder();
  return new (await import('@wasm-audio-decoders/flac')).FLACDecoder();
}

async function* oggBlocks(
  source: ByteSource,
  format: AudioFormat,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  const decoder = await openOggDecoder(format);
  const samplesOf = format.codec === 'flac' ? flacSamples : undefined;
  yield* streamBlocks(decoder, wholePages(source, notes), notes, samplesOf);
}
