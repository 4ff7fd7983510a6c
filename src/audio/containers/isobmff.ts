import { EarshotError } from '../../errors.ts';
import type { ByteSource } from '../../lib/bytes.ts';
import { type AudioNote, addNote } from '../format.ts';
import { cached } from '../source.ts';
import { type Box, boxAt, boxesIn, child, descend, uint32 } from './isobmff-boxes.ts';
import { fragmentSamples, type SampleRun, tableSamples } from './isobmff-samples.ts';
import type { Demuxed, Packet, Track } from './packets.ts';

const maxBoxes = 1_000_000;
const maxIndexBytes = 128 * 1024 * 1024;
const maxFragmentIndexBytes = 8 * 1024 * 1024;

/**
 * The audio of an MP4, M4A, 3GP or QuickTime file (ISO/IEC 14496-12): boxes of size, type and body, nested. The
 * index (`moov`) may lie before or behind the sound (`mdat`), or in pieces between it (`moof`).
 * @throws audio_damaged, audio_not_recognised when there is no audio in it
 */
export async function openIsobmff(file: ByteSource): Promise<Demuxed> {
  const source = cached(file);
  const boxes = await topLevel(source);
  const moov = boxes.find(({ type }) => type === 'moov');
  if (!moov) throw new EarshotError('audio_damaged', { details: { missing: 'index' } });
  if (moov.end - moov.start > maxIndexBytes)
    throw new EarshotError('audio_damaged', { details: { index: 'too large' } });
  const index = Buffer.from(await source.read(moov.start, moov.end));
  const found = soundTrack(index);
  if (!found) throw new EarshotError('audio_not_recognised', { details: { missing: 'audio track' } });
  const moofs = boxes.filter(({ type }) => type === 'moof');
  return {
    track: found.track,
    async *packets(notes) {
      yield* read(source, tableSamples(index, found.samples), notes);
      for (const moof of moofs) {
        const bytes = Buffer.from(
          await source.read(moof.start, Math.min(moof.end, moof.start + maxFragmentIndexBytes)),
        );
        yield* read(source, fragmentSamples(bytes, moof.at, found.trackId, index), notes);
      }
    },
  };
}

async function topLevel(source: ByteSource): Promise<Box[]> {
  const out: Box[] = [];
  let at = 0;
  for (let count = 0; count < maxBoxes && at + 8 <= source.size; count++) {
    const box = boxAt(Buffer.from(await source.read(at, at + 16)), at, source.size);
    if (!box) break;
    if (box.type === 'moov' || box.type === 'moof') out.push(box);
    at = box.end;
  }
  return out;
}

interface SoundTrack {
  trackId: number;
  track: Track;
  /** The box with the sample tables. */
  samples: Box;
}

function soundTrack(index: Buffer): SoundTrack | null {
  for (const trak of boxesIn(index).filter(({ type }) => type === 'trak')) {
    const handler = descend(index, trak, 'mdia', 'hdlr');
    if (!handler || index.toString('latin1', handler.start + 8, handler.start + 12) !== 'soun') continue;
    const samples = descend(index, trak, 'mdia', 'minf', 'stbl');
    const entry = samples && sampleEntry(index, samples);
    const tkhd = child(index, trak, 'tkhd');
    if (!samples || !entry || !tkhd) continue;
    const clock = mediaClock(index, trak);
    const trackId = uint32(index, tkhd.start + (index[tkhd.start] === 1 ? 20 : 12));
    const track = { ...entry, durationMs: clock.durationMs, skipSamples: skipped(index, trak, clock, entry) };
    return { trackId, samples, track };
  }
  return null;
}

function mediaClock(index: Buffer, trak: Box): { perSecond: number; durationMs: number | null } {
  const mdhd = descend(index, trak, 'mdia', 'mdhd');
  if (!mdhd) return { perSecond: 0, durationMs: null };
  const long = index[mdhd.start] === 1;
  const perSecond = uint32(index, mdhd.start + (long ? 20 : 12));
  const duration = long
    ? uint32(index, mdhd.start + 24) * 2 ** 32 + uint32(index, mdhd.start + 28)
    : uint32(index, mdhd.start + 16);
  const known = perSecond > 0 && duration > 0 && duration < (long ? 2 ** 52 : 0xffffffff);
  return { perSecond, durationMs: known ? Math.round((duration * 1000) / perSecond) : null };
}

/** What the edit list says to leave out at the start: the samples an encoder needs to get going. */
function skipped(
  index: Buffer,
  trak: Box,
  clock: { perSecond: number },
  entry: { sampleRateHz: number },
): number | null {
  const elst = descend(index, trak, 'edts', 'elst');
  if (!elst || clock.perSecond === 0) return null;
  const long = index[elst.start] === 1;
  const at = elst.start + 8 + (long ? 8 : 4);
  if (at + (long ? 8 : 4) > elst.end) return null;
  const mediaTime = long ? Number(index.readBigInt64BE(at)) : index.readInt32BE(at);
  const samples = Math.round((mediaTime * entry.sampleRateHz) / clock.perSecond);
  return samples > 0 && samples < 10_000 ? samples : null;
}

const entryCodecs: Record<string, string> = {
  Opus: 'opus',
  '.mp3': 'mp3',
  sowt: 'pcm-s16',
  ulaw: 'mu-law',
  alaw: 'a-law',
};

/** The first sample entry: 28 bytes of audio fields (more in QuickTime), then boxes such as `esds`. */
function sampleEntry(index: Buffer, samples: Box): Omit<Track, 'durationMs' | 'skipSamples'> | null {
  const stsd = child(index, samples, 'stsd');
  const entry = stsd && boxesIn(index, stsd.start + 8, stsd.end)[0];
  if (!entry || entry.start + 28 > entry.end) return null;
  const quickTimeVersion = index.readUInt16BE(entry.start + 8);
  const inner = entry.start + 28 + (quickTimeVersion === 1 ? 16 : quickTimeVersion === 2 ? 36 : 0);
  const shape = {
    channels: index.readUInt16BE(entry.start + 16),
    sampleRateHz: index.readUInt16BE(entry.start + 24),
  };
  const boxes = boxesIn(index, inner, entry.end);
  if (entry.type === 'mp4a') {
    // QuickTime hides it one level down.
    const wave = boxes.find(({ type }) => type === 'wave');
    const esds = boxes.find(({ type }) => type === 'esds') ?? (wave && child(index, wave, 'esds'));
    return { ...shape, ...(esds ? parseEsds(index.subarray(esds.start + 4, esds.end)) : noSetup('mp4a')) };
  }
  const dOps = boxes.find(({ type }) => type === 'dOps');
  if (entry.type === 'Opus' && dOps && dOps.end - dOps.start >= 11) {
    return {
      ...shape,
      sampleRateHz: uint32(index, dOps.start + 4) || 48_000,
      codec: 'opus',
      setup: opusHead(index.subarray(dOps.start, dOps.end)),
    };
  }
  return { ...shape, ...noSetup(entryCodecs[entry.type] ?? entry.type.trim()) };
}

function noSetup(codec: string): { codec: string; setup: Uint8Array } {
  return { codec, setup: new Uint8Array(0) };
}

/** Descriptors of tag, length and body: ES (3) holds decoder config (4), that holds the codec's setup (5). */
function parseEsds(bytes: Buffer): { codec: string; setup: Uint8Array } {
  let objectType = 0;
  for (let at = 0; at + 2 <= bytes.length; ) {
    const tag = bytes[at++]!;
    let size = 0;
    for (let i = 0; i < 4; i++) {
      const byte = bytes[at++] ?? 0;
      size = (size << 7) | (byte & 0x7f);
      if (byte < 0x80) break;
    }
    if (tag === 3) {
      const flags = bytes[at + 2] ?? 0;
      at += 3 + (flags & 0x80 ? 2 : 0) + (flags & 0x20 ? 2 : 0);
      if (flags & 0x40) at += 1 + (bytes[at] ?? 0);
    } else if (tag === 4) {
      objectType = bytes[at] ?? 0;
      at += 13;
    } else if (tag === 5) {
      return { codec: objectCodec(objectType), setup: Uint8Array.from(bytes.subarray(at, at + size)) };
    } else {
      at += size;
    }
  }
  return noSetup(objectCodec(objectType));
}

function objectCodec(objectType: number): string {
  // 0x40 is MPEG-4 audio, 0x66 to 0x68 MPEG-2 AAC, 0x69 and 0x6b MPEG-2 and MPEG-1 audio.
  if (objectType === 0x40 || (objectType >= 0x66 && objectType <= 0x68)) return 'aac';
  if (objectType === 0x69 || objectType === 0x6b) return 'mp3';
  return `mp4a.${objectType.toString(16)}`;
}

/** The Ogg form of Opus' setup, which is the same in the other byte order. */
function opusHead(dOps: Buffer): Uint8Array {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head[8] = 1;
  head[9] = dOps[1]!;
  head.writeUInt16LE(dOps.readUInt16BE(2), 10);
  head.writeUInt32LE(dOps.readUInt32BE(4), 12);
  head.writeUInt16LE(dOps.readUInt16BE(8), 16);
  head[18] = dOps[10]!;
  return head;
}

const maxRunBytes = 1024 * 1024;

/** Reads runs of samples that lie one behind the other; stops where the file ends. */
async function* read(
  source: ByteSource,
  runs: Iterable<SampleRun>,
  notes: AudioNote[],
): AsyncGenerator<Packet> {
  for (const { offset, sizes } of runs) {
    let at = offset;
    let bytes: Uint8Array = new Uint8Array(0);
    let bytesAt = offset;
    for (const [i, size] of sizes.entries()) {
      if (at + size > source.size) {
        addNote(notes, 'audio_truncated', { reason: 'samples behind the end of the file' });
        return;
      }
      if (at + size > bytesAt + bytes.byteLength) {
        let ahead = size;
        for (let j = i + 1; j < sizes.length && ahead + sizes[j]! <= maxRunBytes; j++) ahead += sizes[j]!;
        bytes = await source.read(at, at + ahead);
        bytesAt = at;
      }
      yield { data: bytes.subarray(at - bytesAt, at - bytesAt + size), atMs: null };
      at += size;
    }
  }
}
