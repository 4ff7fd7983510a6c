import { EarshotError } from '../../errors.ts';
import { type AacConfig, parseAudioSpecificConfig } from '../aac/config.ts';
import { AacDecoder } from '../aac/decoder.ts';
import type { Demuxed, Packet, Track } from '../containers/packets.ts';
import { type AudioFormat, type AudioNote, addNote, type Block, checkShape } from '../format.ts';
import { type SampleCodec, sampleReader } from '../pcm.ts';
import { mpegBlocks } from './mpeg.ts';
import { opusBlocks } from './opus.ts';

/** @throws audio_channels_unsupported, audio_damaged */
export function identifyTrack(container: string, track: Track): AudioFormat {
  const { codec, durationMs } = track;
  const aac = codec === 'aac' ? parseAudioSpecificConfig(track.setup) : null;
  const channels = aac ? aac.channels : track.channels;
  const sampleRateHz = aac ? aac.sampleRateHz : track.sampleRateHz;
  const isOwn = aac
    ? isLowComplexity(aac)
    : codec in ownCodecs || (codec === 'opus' && track.setup.byteLength >= 12);
  if (isOwn) checkShape({ channels, sampleRateHz });
  return {
    container,
    codec: aac ? aacName(aac) : codec,
    channels,
    sampleRateHz: aac?.sbr ? 2 * sampleRateHz : sampleRateHz,
    durationMs,
    needsFfmpeg: !isOwn,
  };
}

const ownCodecs = { mp3: true, mp2: true, 'pcm-s16': true, 'mu-law': true, 'a-law': true };

function isLowComplexity({ objectType, shortFrames, channels, rateIndex }: AacConfig): boolean {
  return objectType === 2 && !shortFrames && channels > 0 && rateIndex < 13;
}

function aacName({ objectType, sbr, ps }: AacConfig): string {
  if (ps) return 'aac-he-v2';
  if (sbr) return 'aac-he';
  return objectType === 2 ? 'aac' : `aac (object type ${objectType})`;
}

/** What the packets of a track sound like. `format` from `identifyTrack`. */
export function decodeTrack(demuxed: Demuxed, format: AudioFormat, notes: AudioNote[]): AsyncIterable<Block> {
  const { track } = demuxed;
  const packets = demuxed.packets(notes);
  const { codec } = track;
  const blocks =
    codec === 'opus'
      ? opusBlocks(packets, track, notes)
      : codec === 'aac'
        ? aacBlocks(packets, track, notes)
        : codec === 'mp3' || codec === 'mp2'
          ? mpegBlocks(dataOf(packets), format.channels, notes)
          : sampleBlocks(packets, codec as SampleCodec, track);
  return checkLength(blocks, format, notes);
}

/** Tells when less was heard than the container's clock promised, by more than its rounding. */
async function* checkLength(
  blocks: AsyncIterable<Block>,
  { durationMs }: AudioFormat,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  let heardMs = 0;
  for await (const block of blocks) {
    heardMs += ((block.channels[0]?.length ?? 0) * 1000) / block.sampleRateHz;
    yield block;
  }
  if (durationMs !== null && heardMs < durationMs * 0.98 - 500) {
    addNote(notes, 'audio_truncated', { reason: 'ends before its clock says' });
  }
}

async function* aacBlocks(
  packets: AsyncGenerator<Packet>,
  track: Track,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  const config = parseAudioSpecificConfig(track.setup);
  const decoder = new AacDecoder(config);
  if (config.sbr) addNote(notes, 'audio_reduced_band', { sampleRateHz: config.sampleRateHz });
  let skip = track.skipSamples ?? 0;
  let lost = 0;
  let decoded = 0;
  for await (const { data } of packets) {
    let channels: Float32Array[];
    try {
      channels = decoder.decode(data);
      decoded++;
    } catch {
      // A damaged packet is 1024 samples of near silence, counted and noted, and the next one is tried.
      channels = decoder.conceal(config.channels);
      lost++;
    }
    const cut = Math.min(skip, channels[0]!.length);
    skip -= cut;
    if (cut < channels[0]!.length) {
      yield { sampleRateHz: config.sampleRateHz, channels: channels.map((samples) => samples.subarray(cut)) };
    }
  }
  if (lost > 0 && decoded === 0) throw new EarshotError('audio_damaged', { details: { packets: lost } });
  if (lost > 0) addNote(notes, 'audio_damaged_parts', { parts: lost, of: lost + decoded });
}

async function* dataOf(packets: AsyncGenerator<Packet>): AsyncGenerator<Uint8Array> {
  for await (const { data } of packets) yield data;
}

async function* sampleBlocks(
  packets: AsyncGenerator<Packet>,
  codec: SampleCodec,
  track: Track,
): AsyncGenerator<Block> {
  const read = sampleReader(codec, track.channels);
  for await (const { data } of packets) yield { sampleRateHz: track.sampleRateHz, channels: read(data) };
}
