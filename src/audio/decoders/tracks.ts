import { EarshotError } from '../../errors.ts';
import { type AacConfig, parseAudioSpecificConfig } from '../aac/config.ts';
import { AacDecoder } from '../aac/decoder.ts';
import type { Demuxed, Packet, Track } from '../containers/packets.ts';
import { type AudioFormat, type AudioNote, type Block, checkShape } from '../format.ts';
import { type SampleCodec, sampleReader } from '../pcm.ts';
import { mpegBlocks } from './mpeg.ts';

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
  const isKnown = notes.some(({ code }) => code === 'audio_truncated');
  if (durationMs !== null && !isKnown && heardMs < durationMs * 0.98 - 500) {
    notes.push({ code: 'audio_truncated', details: { reason: 'ends before its clock says' } });
  }
}

const opusRateHz = 48_000;
const packetsPerCall = 50;
/** Recorders leave packets out while nobody speaks; a hole shorter than this is the clock's rounding. */
const shortestHoleMs = 100;
const silenceStepMs = 10_000;

async function* opusBlocks(
  packets: AsyncGenerator<Packet>,
  track: Track,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  const { OpusDecoder } = await import('opus-decoder');
  const head = new DataView(track.setup.buffer, track.setup.byteOffset, track.setup.byteLength);
  const channels = Math.min(2, head.getUint8(9));
  const decoder = new OpusDecoder({
    channels,
    streamCount: 1,
    coupledStreamCount: channels - 1,
    channelMappingTable: channels === 2 ? [0, 1] : [0],
    preSkip: head.getUint16(10, true),
  });
  let held: Uint8Array[] = [];
  let frames = 0;
  let errors = 0;
  const decode = (): Block => {
    const out = decoder.decodeFrames(held);
    held = [];
    errors += out.errors.length;
    frames += out.samplesDecoded;
    return { sampleRateHz: opusRateHz, channels: out.channelData };
  };
  try {
    await decoder.ready;
    for await (const { data, atMs } of packets) {
      const isHole = atMs !== null && atMs - millisecondsOf(frames, held) > shortestHoleMs;
      if (held.length >= packetsPerCall || (isHole && held.length > 0)) yield decode();
      for (let gap = atMs === null ? 0 : atMs - millisecondsOf(frames, held); gap > shortestHoleMs; ) {
        const samples = Math.round((Math.min(gap, silenceStepMs) * opusRateHz) / 1000);
        frames += samples;
        gap -= silenceStepMs;
        yield {
          sampleRateHz: opusRateHz,
          channels: Array.from({ length: channels }, () => new Float32Array(samples)),
        };
      }
      held.push(data.slice());
    }
    if (held.length > 0) yield decode();
  } finally {
    decoder.free();
  }
  if (errors > 0) notes.push({ code: 'audio_damaged_parts', details: { parts: errors } });
}

function millisecondsOf(frames: number, held: Uint8Array[]): number {
  return (frames * 1000) / opusRateHz + held.reduce((sum, packet) => sum + opusPacketMs(packet), 0);
}

/** RFC 6716, section 3.1: the first byte tells a frame's length, its last two bits how many frames there are. */
function opusPacketMs(packet: Uint8Array): number {
  const config = (packet[0] ?? 0) >> 3;
  const frameMs =
    config < 12
      ? [10, 20, 40, 60][config & 3]!
      : config < 16
        ? [10, 20][config & 1]!
        : [2.5, 5, 10, 20][config & 3]!;
  const code = (packet[0] ?? 0) & 3;
  const count = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 63;
  return frameMs * count;
}

async function* aacBlocks(
  packets: AsyncGenerator<Packet>,
  track: Track,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  const config = parseAudioSpecificConfig(track.setup);
  const decoder = new AacDecoder(config);
  if (config.sbr) notes.push({ code: 'audio_reduced_band', details: { sampleRateHz: config.sampleRateHz } });
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
  if (lost > 0) notes.push({ code: 'audio_damaged_parts', details: { parts: lost, of: lost + decoded } });
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
