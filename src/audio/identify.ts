import { EarshotError } from '../errors.ts';
import type { ByteSource } from '../lib/bytes.ts';
import { openIsobmff } from './containers/isobmff.ts';
import { readWavHeader, type WavHeader, wavFrames } from './containers/riff.ts';
import { openWebm } from './containers/webm.ts';
import { identifyAdts, looksLikeAdts } from './decoders/adts.ts';
import { identifyFlac } from './decoders/flac.ts';
import { findMpegAudio, id3Bytes, identifyMpeg } from './decoders/mpeg.ts';
import { identifyOgg } from './decoders/ogg.ts';
import { identifyTrack } from './decoders/tracks.ts';
import { type AudioFormat, checkShape } from './format.ts';
import { gsmFrameBytes, gsmFrameSamples } from './gsm.ts';
import { bytesPerSample, type SampleCodec } from './pcm.ts';
import { cached, slice, watched } from './source.ts';

/**
 * What a file is, by its content; its name decides only for bytes without a header (.gsm, .ulaw, .alaw, .sln).
 * Reads headers and a little of the end, whatever the size.
 * `ffmpegInstalled` says whether formats that only ffmpeg decodes are taken.
 * @throws audio_empty, audio_not_recognised, audio_codec_unsupported, audio_channels_unsupported, audio_damaged,
 *   audio_silent_length, and what reading the source throws
 */
export async function identifyAudio(
  source: ByteSource,
  fileName: string,
  options: { ffmpegInstalled?: boolean } = {},
): Promise<AudioFormat> {
  if (source.size === 0) throw new EarshotError('audio_empty');
  const reading = watched(source);
  let format: AudioFormat;
  try {
    format = await identify(cached(reading), fileName);
  } catch (thrown) {
    if (reading.failure) throw reading.failure;
    if (thrown instanceof EarshotError) throw thrown;
    // A parser that trips over damaged bytes throws whatever it likes.
    throw new EarshotError('audio_damaged', { cause: thrown });
  }
  if (format.needsFfmpeg && !options.ffmpegInstalled) {
    const { container, codec } = format;
    throw new EarshotError('audio_codec_unsupported', {
      details: { container, codec, remedy: 'Install ffmpeg on the server, or convert the recording to WAV.' },
    });
  }
  return format;
}

async function identify(source: ByteSource, fileName: string): Promise<AudioFormat> {
  const head = Buffer.from(await source.read(0, 64));
  const container = containerOf(head);
  if (container === 'wav') return identifyWav(source);
  if (container === 'ogg') return identifyOgg(source);
  if (container === 'flac') return identifyFlac(source);
  if (container === 'mp4') return identifyTrack('mp4', (await openIsobmff(source)).track);
  if (container === 'webm') return identifyTrack('webm', (await openWebm(source)).track);
  if (container) return { ...foreign, container };
  const tagBytes = await id3Bytes(source);
  const body = slice(source, tagBytes, source.size);
  if (tagBytes > 0 && containerOf(Buffer.from(await body.read(0, 64))) === 'flac') return identifyFlac(body);
  if (await looksLikeAdts(body)) return identifyAdts(body);
  const kind = looksLike(head);
  const mpeg = kind === null ? await findMpegAudio(source, tagBytes) : null;
  if (mpeg) return identifyMpeg(source, mpeg.at, mpeg.frame);
  const raw = kind === null ? await identifyRaw(source, fileName, head) : null;
  if (raw) return raw;
  throw new EarshotError('audio_not_recognised', kind ? { details: { looksLike: kind } } : {});
}

const foreign: AudioFormat = {
  container: '',
  codec: 'unknown',
  channels: 0,
  sampleRateHz: 0,
  durationMs: null,
  needsFfmpeg: true,
};

function containerOf(head: Buffer): string | null {
  const text = (at: number, length: number) => head.toString('latin1', at, at + length);
  const first = text(0, 4);
  if (first === 'RIFF' || first === 'RF64' || first === 'BW64') {
    if (text(8, 4) === 'WAVE' || head.length < 12) return 'wav';
  }
  if (first === 'OggS') return 'ogg';
  if (first === 'fLaC') return 'flac';
  if (['ftyp', 'moov', 'mdat', 'wide', 'free'].includes(text(4, 4))) return 'mp4';
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) return 'webm';
  if (first === 'RIFX') return 'wav (big-endian)';
  if (first === 'RIFF' && text(8, 4) === 'AVI ') return 'avi';
  if (text(0, 4) === 'FLV\x01') return 'flv';
  if (first === 'riff') return 'wave64';
  if (first === 'FORM' && text(8, 3) === 'AIF') return 'aiff';
  if (first === 'caff') return 'caf';
  if (first === '.snd') return 'au';
  if (text(0, 5) === '#!AMR') return 'amr';
  if (text(0, 16) === '\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c') return 'asf';
  return null;
}

/** Common things that are no audio, so that the answer can name them. */
function looksLike(head: Buffer): string | null {
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) return 'HTML';
  if (text.startsWith('pk\x03\x04')) return 'zip';
  if (text.startsWith('\x89png')) return 'PNG';
  if (text.startsWith('%pdf')) return 'PDF';
  if (text.startsWith('\xff\xd8\xff')) return 'JPEG';
  const printable = head.every(
    (byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127),
  );
  return printable ? 'text' : null;
}

async function identifyWav(source: ByteSource): Promise<AudioFormat> {
  const header = await readWavHeader(source);
  if (header.codec === 'mp3') {
    const inner = slice(source, header.dataStart, header.dataEnd);
    const found = await findMpegAudio(inner, 0);
    if (!found) throw new EarshotError('audio_damaged', { details: { missing: 'MP3 frames' } });
    return { ...(await identifyMpeg(inner, found.at, found.frame)), container: 'wav' };
  }
  checkShape(header);
  const frames = wavFrames(header);
  return {
    container: 'wav',
    codec: wavCodecName(header),
    channels: header.channels,
    sampleRateHz: header.sampleRateHz,
    durationMs: frames === null ? null : Math.round((frames * 1000) / header.sampleRateHz),
    needsFfmpeg: header.codec === 'other',
  };
}

function wavCodecName({ codec, tag, bitsPerSample }: WavHeader): string {
  if (codec === 'gsm-ms') return 'gsm';
  return codec === 'other' ? `0x${tag.toString(16).padStart(4, '0')} (${bitsPerSample} bit)` : codec;
}

const rawCodecs: Record<string, { codec: SampleCodec | 'gsm'; sampleRateHz: number }> = {
  gsm: { codec: 'gsm', sampleRateHz: 8000 },
  ulaw: { codec: 'mu-law', sampleRateHz: 8000 },
  ul: { codec: 'mu-law', sampleRateHz: 8000 },
  pcmu: { codec: 'mu-law', sampleRateHz: 8000 },
  alaw: { codec: 'a-law', sampleRateHz: 8000 },
  al: { codec: 'a-law', sampleRateHz: 8000 },
  pcma: { codec: 'a-law', sampleRateHz: 8000 },
  sln: { codec: 'pcm-s16', sampleRateHz: 8000 },
  sln16: { codec: 'pcm-s16', sampleRateHz: 16_000 },
};

/** Mono telephone audio as Asterisk names it. Every .gsm frame begins with 0xD, the others can only be believed. */
async function identifyRaw(source: ByteSource, fileName: string, head: Buffer): Promise<AudioFormat | null> {
  const known = rawCodecs[fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()];
  if (!known) return null;
  if (known.codec === 'gsm') {
    const second = await source.read(gsmFrameBytes, gsmFrameBytes + 1);
    if (head[0]! >> 4 !== 13 || (second.byteLength > 0 && second[0]! >> 4 !== 13)) return null;
  }
  const frames =
    known.codec === 'gsm'
      ? Math.floor(source.size / gsmFrameBytes) * gsmFrameSamples
      : Math.floor(source.size / bytesPerSample(known.codec));
  if (frames === 0) throw new EarshotError('audio_silent_length');
  const durationMs = Math.round((frames * 1000) / known.sampleRateHz);
  return { container: 'raw', ...known, channels: 1, durationMs, needsFfmpeg: false };
}
