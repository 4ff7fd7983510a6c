import { EarshotError } from '../errors.ts';
import type { ByteSource } from '../lib/bytes.ts';
import { parseAudioSpecificConfig } from './aac/config.ts';
import { openIsobmff } from './containers/isobmff.ts';
import type { Demuxed } from './containers/packets.ts';
import { readWavHeader } from './containers/riff.ts';
import { openWebm } from './containers/webm.ts';
import { openAdts, withAdtsHeader } from './decoders/adts.ts';
import { decodeByFfmpeg, wholeFile } from './decoders/ffmpeg.ts';
import { decodeFlac } from './decoders/flac.ts';
import { decodeMpeg, id3Bytes } from './decoders/mpeg.ts';
import { decodeOgg } from './decoders/ogg.ts';
import { decodeTrack } from './decoders/tracks.ts';
import { decodeRaw, decodeWav } from './decoders/wav.ts';
import type { AudioFormat, AudioNote, Decoding } from './format.ts';
import { slice, watched } from './source.ts';

/**
 * Decodes a file block by block, from its start to its end; nothing holds more of it than a few blocks.
 * `format` from `identifyAudio`, `ffmpeg` the program to fall back on, or null.
 * @throws audio_damaged, audio_codec_unsupported, and what reading the source throws; the blocks throw the same
 */
export async function decode(
  source: ByteSource,
  format: AudioFormat,
  ffmpeg: string | null,
): Promise<Decoding> {
  const reading = watched(source);
  const decoding = await honest(reading, open(reading, format, ffmpeg));
  return { ...decoding, blocks: honestBlocks(reading, decoding) };
}

async function open(source: ByteSource, format: AudioFormat, ffmpeg: string | null): Promise<Decoding> {
  const tracked = await openTracks(source, format.container);
  if (tracked) return openTrack(source, tracked, format, ffmpeg);
  if (format.needsFfmpeg) return byFfmpeg(wholeFile(source), format, ffmpeg, []);
  switch (format.container) {
    case 'wav':
      return format.codec.startsWith('mp')
        ? decodeMpeg(await wavData(source), format)
        : decodeWav(source, format);
    case 'raw':
      return decodeRaw(source, format);
    case 'ogg':
      return decodeOgg(source, format);
    case 'flac':
      return decodeFlac(slice(source, await id3Bytes(source), source.size), format);
    default:
      return decodeMpeg(source, format);
  }
}

async function openTracks(source: ByteSource, container: string): Promise<Demuxed | null> {
  if (container === 'mp4') return openIsobmff(source);
  if (container === 'webm') return openWebm(source);
  return container === 'adts' ? openAdts(slice(source, await id3Bytes(source), source.size)) : null;
}

async function openTrack(
  source: ByteSource,
  demuxed: Demuxed,
  format: AudioFormat,
  ffmpeg: string | null,
): Promise<Decoding> {
  const notes: AudioNote[] = [];
  // HE-AAC whole by ffmpeg; without it the core alone, which is all of the telephone's band.
  const isHighEfficiency = format.codec.startsWith('aac-he');
  const isAac = demuxed.track.codec === 'aac' && isAdtsAble(demuxed);
  if (isAac && (format.needsFfmpeg || (isHighEfficiency && ffmpeg))) {
    return byFfmpeg(adtsPackets(demuxed, notes), format, ffmpeg, notes);
  }
  if (format.needsFfmpeg) return byFfmpeg(wholeFile(source), format, ffmpeg, notes);
  return { format, blocks: decodeTrack(demuxed, format, notes), notes };
}

function isAdtsAble({ track }: Demuxed): boolean {
  const { objectType, channelConfig } = parseAudioSpecificConfig(track.setup);
  return objectType >= 1 && objectType <= 4 && channelConfig > 0;
}

/** A stream that ffmpeg can read from a pipe, wherever the file keeps its index. */
async function* adtsPackets(demuxed: Demuxed, notes: AudioNote[]): AsyncGenerator<Uint8Array> {
  for await (const { data } of demuxed.packets(notes)) yield withAdtsHeader(data, demuxed.track.setup);
}

function byFfmpeg(
  input: AsyncIterable<Uint8Array>,
  format: AudioFormat,
  ffmpeg: string | null,
  notes: AudioNote[],
): Promise<Decoding> {
  if (ffmpeg) return decodeByFfmpeg(ffmpeg, input, format, notes);
  const { container, codec } = format;
  throw new EarshotError('audio_codec_unsupported', { details: { container, codec } });
}

async function wavData(source: ByteSource): Promise<ByteSource> {
  const { dataStart, dataEnd } = await readWavHeader(source);
  return slice(source, dataStart, dataEnd);
}

async function* honestBlocks(reading: { failure: unknown }, decoding: Decoding) {
  const iterator = decoding.blocks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await honest(reading, iterator.next());
      if (done) return;
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** A failed read is reported as what it is, and whatever else a decoder trips over as damage. */
async function honest<T>(reading: { failure: unknown }, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (reading.failure) throw reading.failure;
    if (thrown instanceof EarshotError) throw thrown;
    throw new EarshotError('audio_damaged', { cause: thrown });
  }
}
