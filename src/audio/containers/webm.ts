import { EarshotError } from '../../errors.ts';
import type { ByteSource } from '../../lib/bytes.ts';
import { type AudioNote, addNote } from '../format.ts';
import { cached } from '../source.ts';
import { elementId, float, unsigned, variableInt } from './ebml.ts';
import type { Demuxed, Packet, Track } from './packets.ts';
import { parseBlock } from './webm-block.ts';

/**
 * The audio of a WebM or Matroska file (RFC 9559): elements of id, size and body, nested. Read forward only, and
 * flat: the elements that hold what is wanted are entered whatever size they claim, all others are skipped. So a
 * recording that a browser was still writing, or one cut off, gives all that is in it.
 *
 *   Segment ─ Info ─ TimestampScale, Duration
 *           ├ Tracks ─ TrackEntry ─ Number, Type, CodecID, CodecPrivate, Audio ─ SamplingFrequency, Channels
 *           └ Cluster… ─ Timestamp, SimpleBlock…, BlockGroup ─ Block
 */
const ids = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  codecDelay: 0x56aa,
  contentEncodings: 0x6d80,
  audio: 0xe1,
  samplingFrequency: 0xb5,
  channels: 0x9f,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
} as const;

const entered: ReadonlySet<number> = new Set([
  ids.segment,
  ids.info,
  ids.tracks,
  ids.trackEntry,
  ids.audio,
  ids.cluster,
  ids.blockGroup,
]);
const leaves: ReadonlySet<number> = new Set(
  Object.values(ids).filter((id) => !entered.has(id) && id !== ids.ebml),
);

const maxLeafBytes = 4 * 1024 * 1024;
const maxHeaderBytes = 16 * 1024 * 1024;

interface Element {
  id: number;
  /** Empty unless it is a leaf that is wanted. */
  body: Uint8Array;
  at: number;
}

interface Entry {
  number: number;
  type: number;
  codecId: string;
  setup: Uint8Array;
  channels: number;
  sampleRateHz: number;
  delayNs: number;
  encoded: boolean;
}

/** @throws audio_damaged, audio_not_recognised when there is no audio in it */
export async function openWebm(file: ByteSource): Promise<Demuxed> {
  const source = cached(file);
  const entries: Entry[] = [];
  let scaleNs = 1_000_000;
  let duration: number | null = null;
  let firstClusterAt: number | null = null;
  for await (const { id, body, at } of elements(source, 0, maxHeaderBytes)) {
    const entry = entries.at(-1);
    if (id === ids.timestampScale) scaleNs = unsigned(body) || scaleNs;
    else if (id === ids.duration) duration = float(body);
    else if (id === ids.trackEntry) entries.push(emptyEntry());
    else if (entry) readEntry(entry, id, body);
    if (id === ids.cluster) {
      firstClusterAt = at;
      break;
    }
  }
  if (entries.length === 0) throw new EarshotError('audio_damaged', { details: { missing: 'tracks' } });
  const chosen = entries.find(({ type }) => type === 2);
  if (!chosen) throw new EarshotError('audio_not_recognised', { details: { missing: 'audio track' } });
  const start = firstClusterAt ?? source.size;
  const durationMs = duration !== null && duration > 0 ? Math.round((duration * scaleNs) / 1e6) : null;
  return {
    track: trackOf(chosen, durationMs),
    packets: (notes) => packets(source, start, chosen.number, scaleNs / 1e6, notes),
  };
}

function emptyEntry(): Entry {
  return {
    number: 0,
    type: 0,
    codecId: '',
    setup: new Uint8Array(0),
    channels: 1,
    sampleRateHz: 8000,
    delayNs: 0,
    encoded: false,
  };
}

function readEntry(entry: Entry, id: number, body: Uint8Array): void {
  if (id === ids.trackNumber) entry.number = unsigned(body);
  else if (id === ids.trackType) entry.type = unsigned(body);
  else if (id === ids.codecId) entry.codecId = Buffer.from(body).toString('latin1').replace(/\0+$/, '');
  else if (id === ids.codecPrivate) entry.setup = body.slice();
  else if (id === ids.codecDelay) entry.delayNs = unsigned(body);
  else if (id === ids.channels) entry.channels = unsigned(body);
  else if (id === ids.samplingFrequency) entry.sampleRateHz = Math.round(float(body));
  else if (id === ids.contentEncodings) entry.encoded = true;
}

const codecs: Record<string, string> = {
  A_OPUS: 'opus',
  A_AAC: 'aac',
  'A_MPEG/L3': 'mp3',
  'A_MPEG/L2': 'mp2',
  A_VORBIS: 'vorbis',
  A_FLAC: 'flac',
};

function trackOf(entry: Entry, durationMs: number | null): Track {
  const codec =
    codecs[entry.codecId] ?? (entry.codecId.startsWith('A_AAC') ? 'aac' : entry.codecId || 'unknown');
  return {
    codec: entry.encoded ? `${codec} (packed)` : codec,
    channels: entry.channels,
    sampleRateHz: entry.sampleRateHz,
    durationMs,
    setup: entry.setup,
    skipSamples: entry.delayNs > 0 ? Math.round((entry.delayNs * entry.sampleRateHz) / 1e9) : null,
  };
}

async function* packets(
  source: ByteSource,
  start: number,
  track: number,
  unitMs: number,
  notes: AudioNote[],
): AsyncGenerator<Packet> {
  let clusterMs = 0;
  const found = elements(source, start, Number.POSITIVE_INFINITY, notes);
  for await (const { id, body } of found) {
    if (id === ids.timestamp) clusterMs = unsigned(body) * unitMs;
    if (id !== ids.simpleBlock && id !== ids.block) continue;
    const block = parseBlock(body);
    if (block?.track !== track) continue;
    for (const [i, data] of block.frames.entries()) {
      yield { data, atMs: i === 0 ? clusterMs + block.offset * unitMs : null };
    }
  }
}

/**
 * Elements from `start` on, in order of place. Where the bytes make no sense the next cluster is looked for, and
 * the loss noted.
 */
async function* elements(
  source: ByteSource,
  start: number,
  maxBytes: number,
  notes: AudioNote[] = [],
): AsyncGenerator<Element> {
  let at = start;
  while (at < source.size && at - start < maxBytes) {
    const head = await source.read(at, at + 12);
    const id = elementId(head);
    const size = id && variableInt(head, id.bytes);
    if (!id || !size) {
      if (source.size - at < 12) break;
      addNote(notes, 'audio_damaged_parts', { near: at });
      const next = await findCluster(source, at + 1);
      if (next === null) return;
      at = next;
      continue;
    }
    const bodyAt = at + id.bytes + size.bytes;
    if (entered.has(id.value)) {
      yield { id: id.value, body: new Uint8Array(0), at };
      at = bodyAt;
      continue;
    }
    const wanted = leaves.has(id.value) && size.value <= maxLeafBytes;
    if (wanted && bodyAt + size.value <= source.size) {
      yield { id: id.value, body: await source.read(bodyAt, bodyAt + size.value), at };
    }
    at = bodyAt + size.value;
  }
  if (at > source.size) addNote(notes, 'audio_truncated', { reason: 'last block cut' });
}

async function findCluster(source: ByteSource, start: number): Promise<number | null> {
  const pattern = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);
  for (let at = start; at < source.size; at += 65_536) {
    const found = Buffer.from(await source.read(at, at + 65_536 + 3)).indexOf(pattern);
    if (found >= 0) return at + found;
  }
  return null;
}
