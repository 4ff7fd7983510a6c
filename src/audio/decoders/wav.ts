import type { ByteSource } from '../../lib/bytes.ts';
import { readWavHeader } from '../containers/riff.ts';
import type { AudioFormat, AudioNote, Block, Decoding } from '../format.ts';
import { GsmDecoder, gsmFrameBytes, gsmFrameSamples, msGsmBlockBytes } from '../gsm.ts';
import { bytesPerSample, type SampleCodec, sampleReader } from '../pcm.ts';
import { readAhead, slice } from '../source.ts';

const pieceBytes = 128 * 1024;

/** WAV with a codec of our own; `format` from `identifyAudio`. */
export async function decodeWav(source: ByteSource, format: AudioFormat): Promise<Decoding> {
  const header = await readWavHeader(source);
  const data = slice(source, header.dataStart, header.dataEnd);
  const notes: AudioNote[] = [];
  if (header.truncated) notes.push({ code: 'audio_truncated', details: { reason: 'data end early' } });
  const blocks =
    header.codec === 'gsm-ms'
      ? gsmBlocks(data, header.sampleRateHz, 'ms')
      : sampleBlocks(data, header.codec as SampleCodec, format);
  return { format, blocks, notes };
}

/** Bytes without a header, of which only the file's name tells what they are. */
export function decodeRaw(source: ByteSource, format: AudioFormat): Decoding {
  const blocks =
    format.codec === 'gsm'
      ? gsmBlocks(source, format.sampleRateHz, 'plain')
      : sampleBlocks(source, format.codec as SampleCodec, format);
  const isCut = format.codec === 'gsm' && source.size % gsmFrameBytes !== 0;
  return {
    format,
    blocks,
    notes: isCut ? [{ code: 'audio_truncated', details: { reason: 'last frame cut' } }] : [],
  };
}

async function* sampleBlocks(
  data: ByteSource,
  codec: SampleCodec,
  format: AudioFormat,
): AsyncGenerator<Block> {
  const { channels, sampleRateHz } = format;
  const frameBytes = bytesPerSample(codec) * channels;
  const read = sampleReader(codec, channels);
  for await (const bytes of readAhead(data, pieceBytes - (pieceBytes % frameBytes))) {
    yield { sampleRateHz, channels: read(bytes) };
  }
}

async function* gsmBlocks(
  data: ByteSource,
  sampleRateHz: number,
  kind: 'plain' | 'ms',
): AsyncGenerator<Block> {
  const decoder = new GsmDecoder();
  const blockBytes = kind === 'ms' ? msGsmBlockBytes : gsmFrameBytes;
  const blockSamples = kind === 'ms' ? 2 * gsmFrameSamples : gsmFrameSamples;
  for await (const bytes of readAhead(data, blockBytes * 500)) {
    const count = Math.floor(bytes.byteLength / blockBytes);
    const samples = new Float32Array(count * blockSamples);
    for (let i = 0; i < count; i++) {
      if (kind === 'ms') decoder.decodeMsBlock(bytes, i * blockBytes, samples, i * blockSamples);
      else decoder.decodeFrame(bytes, i * blockBytes, samples, i * blockSamples);
    }
    yield { sampleRateHz, channels: [samples] };
  }
}
