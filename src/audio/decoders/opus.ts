import type { OpusDecoderSampleRate } from 'opus-decoder';
import type { Packet, Track } from '../containers/packets.ts';
import { type AudioNote, addNote, type Block } from '../format.ts';

/** Decoded at the rate the call is stored at, Opus costs a third of what it does at its own 48 kHz. */
export function opusRateHz(recordedHz: number): OpusDecoderSampleRate {
  return recordedHz > 0 && recordedHz <= 8000 ? 8000 : 16_000;
}

const packetsPerCall = 50;
/** Recorders leave packets out while nobody speaks; a hole shorter than this is the clock's rounding. */
const shortestHoleMs = 100;
const silenceStepMs = 10_000;

/** Packets of a container, with silence where its clock jumps; `track.setup` is an OpusHead (RFC 7845). */
export async function* opusBlocks(
  packets: AsyncGenerator<Packet>,
  track: Track,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  const { OpusDecoder } = await import('opus-decoder');
  const head = new DataView(track.setup.buffer, track.setup.byteOffset, track.setup.byteLength);
  const channels = Math.min(2, head.getUint8(9));
  const sampleRateHz = opusRateHz(head.byteLength >= 16 ? head.getUint32(12, true) : 0);
  const decoder = new OpusDecoder({
    sampleRate: sampleRateHz,
    channels,
    streamCount: 1,
    coupledStreamCount: channels - 1,
    channelMappingTable: channels === 2 ? [0, 1] : [0],
    preSkip: Math.round((head.getUint16(10, true) * sampleRateHz) / 48_000),
  });
  let held: Uint8Array[] = [];
  /** Of everything given out, and of what is held. */
  let clockMs = 0;
  let errors = 0;
  const decode = (): Block => {
    const out = decoder.decodeFrames(held);
    held = [];
    errors += out.errors.length;
    return { sampleRateHz, channels: out.channelData };
  };
  try {
    await decoder.ready;
    for await (const { data, atMs } of packets) {
      const holeMs = atMs === null ? 0 : atMs - clockMs;
      if (held.length >= packetsPerCall || (holeMs > shortestHoleMs && held.length > 0)) yield decode();
      if (holeMs > shortestHoleMs) {
        yield* silence(holeMs, sampleRateHz, channels);
        clockMs = atMs!;
      }
      held.push(data.slice());
      clockMs += opusPacketMs(data);
    }
    if (held.length > 0) yield decode();
  } finally {
    decoder.free();
  }
  if (errors > 0) addNote(notes, 'audio_damaged_parts', { parts: errors });
}

function* silence(lengthMs: number, sampleRateHz: number, channels: number): Generator<Block> {
  for (let leftMs = lengthMs; leftMs > 0; leftMs -= silenceStepMs) {
    const samples = Math.round((Math.min(leftMs, silenceStepMs) * sampleRateHz) / 1000);
    yield { sampleRateHz, channels: Array.from({ length: channels }, () => new Float32Array(samples)) };
  }
}

/** RFC 6716, section 3.1: the first byte tells a frame's length, its last two bits how many frames there are. */
function opusPacketMs(packet: Uint8Array): number {
  const config = (packet[0] ?? 0) >> 3;
  const lengths = config < 12 ? [10, 20, 40, 60] : config < 16 ? [10, 20, 10, 20] : [2.5, 5, 10, 20];
  const code = (packet[0] ?? 0) & 3;
  const count = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 63;
  return lengths[config & 3]! * count;
}
