import { EarshotError } from '../errors.ts';
import type { ByteSource } from '../lib/bytes.ts';
import { wavHeader, wavHeaderBytes } from '../lib/wav-header.ts';

const sampleBytes = 2;
/** The sizes in a WAV header have 32 bits. */
const maxDataBytes = 0xffff_ffff - wavHeaderBytes;

/** Interleaved signed 16-bit little-endian samples, without a header. */
export interface Pcm {
  source: ByteSource;
  sampleRateHz: number;
  channels: number;
}

/**
 * Stored samples as a WAV file of which any byte range can be read; with `channel` (from 0), of that channel
 * alone.
 * @throws request_invalid for a channel there is not, audio_too_long above 4 GiB
 */
export function wavSource(pcm: Pcm, channel?: number): ByteSource {
  if (channel !== undefined && channel >= pcm.channels) {
    const fields = [{ path: 'channel', problem: `The call has channels 0 to ${pcm.channels - 1}.` }];
    throw new EarshotError('request_invalid', { details: { fields } });
  }
  const channels = channel === undefined ? pcm.channels : 1;
  const frames = Math.floor(pcm.source.size / (sampleBytes * pcm.channels));
  const dataBytes = frames * channels * sampleBytes;
  if (dataBytes > maxDataBytes) {
    const problem = 'A WAV file holds at most 4 GiB. Ask for one channel at a time with ?channel=0.';
    throw new EarshotError('audio_too_long', { details: { problem, dataBytes } });
  }
  const header = wavHeader({ channels, sampleRateHz: pcm.sampleRateHz, dataBytes });
  const readSamples = (start: number, end: number) =>
    channel === undefined ? pcm.source.read(start, end) : readChannel(pcm, channel, start, end);

  return {
    size: wavHeaderBytes + dataBytes,
    async read(start, end) {
      const ofHeader = header.subarray(start, end);
      const from = Math.max(0, start - wavHeaderBytes);
      const to = Math.min(end - wavHeaderBytes, dataBytes);
      if (to <= from) return ofHeader;
      const samples = await readSamples(from, to);
      return ofHeader.length === 0 ? samples : Buffer.concat([ofHeader, samples]);
    },
  };
}

/** Bytes `start` to `end` of one channel's own samples. */
async function readChannel(pcm: Pcm, channel: number, start: number, end: number): Promise<Uint8Array> {
  const frameBytes = sampleBytes * pcm.channels;
  const firstFrame = Math.floor(start / sampleBytes);
  const lastFrame = Math.ceil(end / sampleBytes);
  const interleaved = await pcm.source.read(firstFrame * frameBytes, lastFrame * frameBytes);
  const samples = new Uint8Array(Math.floor(interleaved.length / frameBytes) * sampleBytes);
  for (let to = 0, from = channel * sampleBytes; to < samples.length; to += sampleBytes, from += frameBytes) {
    samples[to] = interleaved[from]!;
    samples[to + 1] = interleaved[from + 1]!;
  }
  const skipped = start - firstFrame * sampleBytes;
  return samples.subarray(skipped, skipped + end - start);
}
