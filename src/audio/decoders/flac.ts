import { EarshotError } from '../../errors.ts';
import type { ByteSource } from '../../lib/bytes.ts';
import { type AudioFormat, type AudioNote, type Block, checkShape, type Decoding } from '../format.ts';
import { readAhead } from '../source.ts';

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

export function decodeFlac(source: ByteSource, format: AudioFormat): Decoding {
  const notes: AudioNote[] = [];
  return { format, blocks: flacBlocks(source, format, notes), notes };
}

async function* flacBlocks(
  source: ByteSource,
  format: AudioFormat,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  const decoder = new FLACDecoder();
  let decoded = 0;
  let errors = 0;
  try {
    await decoder.ready;
    for await (const bytes of readAhead(source, 64 * 1024)) {
      const out = await decoder.decode(bytes);
      errors += out.errors.length;
      decoded += out.samplesDecoded;
      if (out.samplesDecoded > 0) yield { sampleRateHz: out.sampleRate, channels: out.channelData };
    }
    const rest = await decoder.flush();
    decoded += rest.samplesDecoded;
    if (rest.samplesDecoded > 0) yield { sampleRateHz: rest.sampleRate, channels: rest.channelData };
  } finally {
    decoder.free();
  }
  if (errors > 0) notes.push({ code: 'audio_damaged_parts', details: { parts: errors } });
  const expected = ((format.durationMs ?? 0) / 1000) * format.sampleRateHz;
  if (decoded < expected - 1) {
    notes.push({ code: 'audio_truncated', details: { reason: 'fewer samples than counted' } });
  }
}
