import type { ByteSource } from '../../lib/bytes.ts';
import { parseAudioSpecificConfig } from '../aac/config.ts';
import type { Demuxed, Packet } from '../containers/packets.ts';
import { type AudioFormat, type AudioNote, addNote } from '../format.ts';
import { readAhead } from '../source.ts';
import { identifyTrack } from './tracks.ts';

/**
 * AAC as a bare stream (ADTS, ISO/IEC 13818-7): frames of a 7-byte header (9 with a checksum) and one packet.
 *
 *   FFF, version 1, layer 2 (always 0), no checksum 1, profile 2, rate 4, private 1, channels 3, 4 flags, length 13 …
 */
interface AdtsFrame {
  headerBytes: number;
  bytes: number;
  profile: number;
  rateIndex: number;
  channelConfig: number;
}

function parseFrame(bytes: Uint8Array, at: number): AdtsFrame | null {
  if (at + 7 > bytes.byteLength || bytes[at] !== 0xff || (bytes[at + 1]! & 0xf6) !== 0xf0) return null;
  const frame = {
    headerBytes: bytes[at + 1]! & 1 ? 7 : 9,
    bytes: ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5),
    profile: bytes[at + 2]! >> 6,
    rateIndex: (bytes[at + 2]! >> 2) & 15,
    channelConfig: ((bytes[at + 2]! & 1) << 2) | (bytes[at + 3]! >> 6),
  };
  return frame.rateIndex < 13 && frame.bytes > frame.headerBytes ? frame : null;
}

/** Whether the file begins with several frames in a row, or with one that is all there is. */
export async function looksLikeAdts(source: ByteSource): Promise<boolean> {
  const head = await source.read(0, 32 * 1024);
  let at = 0;
  for (let found = 0; found < 3; found++) {
    const frame = parseFrame(head, at);
    if (!frame) return found > 0 && at + 7 > head.byteLength;
    at += frame.bytes;
  }
  return true;
}

export async function identifyAdts(source: ByteSource): Promise<AudioFormat> {
  return identifyTrack('adts', (await openAdts(source)).track);
}

export async function openAdts(source: ByteSource): Promise<Demuxed> {
  const first = parseFrame(await source.read(0, 9), 0)!;
  const setup = Uint8Array.of(
    ((first.profile + 1) << 3) | (first.rateIndex >> 1),
    ((first.rateIndex & 1) << 7) | (first.channelConfig << 3),
  );
  const { channels, sampleRateHz } = parseAudioSpecificConfig(setup);
  return {
    track: { codec: 'aac', channels, sampleRateHz, durationMs: null, setup, skipSamples: null },
    packets: (notes) => packets(source, notes),
  };
}

async function* packets(source: ByteSource, notes: AudioNote[]): AsyncGenerator<Packet> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const piece of readAhead(source, 64 * 1024)) {
    const bytes = held.byteLength > 0 ? Buffer.concat([held, piece]) : piece;
    let at = 0;
    while (at + 7 <= bytes.byteLength) {
      const frame = parseFrame(bytes, at);
      if (!frame) {
        addNote(notes, 'audio_damaged_parts', {});
        at++;
        continue;
      }
      if (at + frame.bytes > bytes.byteLength) break;
      yield { data: bytes.subarray(at + frame.headerBytes, at + frame.bytes), atMs: null };
      at += frame.bytes;
    }
    held = bytes.slice(at);
  }
  if (held.byteLength > 0) notes.push({ code: 'audio_truncated', details: { reason: 'last frame cut' } });
}

/** A packet with a header of its own, as a stream that needs no container. */
export function withAdtsHeader(packet: Uint8Array, setup: Uint8Array): Uint8Array {
  const { objectType, rateIndex, channelConfig } = parseAudioSpecificConfig(setup);
  const length = packet.byteLength + 7;
  const out = new Uint8Array(length);
  out[0] = 0xff;
  out[1] = 0xf1;
  out[2] = ((objectType - 1) << 6) | (rateIndex << 2) | (channelConfig >> 2);
  out[3] = ((channelConfig & 3) << 6) | (length >> 11);
  out[4] = (length >> 3) & 0xff;
  out[5] = ((length & 7) << 5) | 0x1f;
  out[6] = 0xfc;
  out.set(packet, 7);
  return out;
}
