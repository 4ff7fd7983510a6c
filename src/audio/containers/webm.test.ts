import { expect, test } from 'vitest';
import { bufferSource } from '../../lib/bytes.ts';
import type { AudioNote } from '../format.ts';
import { openWebm } from './webm.ts';

/** An element with a size of four bytes, or of unknown length. */
function element(id: number, body: Buffer | number, isOpen = false): Buffer {
  const bytes = typeof body === 'number' ? Buffer.from([body >> 8, body & 0xff]) : body;
  const idBytes = Buffer.from(id.toString(16).padStart(id > 0xffff ? 8 : id > 0xff ? 4 : 2, '0'), 'hex');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(0x10000000 + bytes.length);
  return Buffer.concat([idBytes, isOpen ? Buffer.from('01ffffffffffffff', 'hex') : size, bytes]);
}

const track = (number: number, type: number, codec: string) =>
  element(
    0xae,
    Buffer.concat([element(0xd7, number), element(0x83, type), element(0x86, Buffer.from(codec))]),
  );

const tracks = element(0x1654ae6b, Buffer.concat([track(1, 1, 'V_VP8'), track(2, 2, 'A_OPUS')]));

/** Flags: 0 no lacing, 2 Xiph, 4 fixed, 6 EBML. */
const block = (number: number, offsetMs: number, flags: number, body: number[]) =>
  element(0xa3, Buffer.from([0x80 | number, offsetMs >> 8, offsetMs & 0xff, flags, ...body]));

async function packetsOf(...clusters: Buffer[]) {
  const file = Buffer.concat([
    element(0x1a45dfa3, Buffer.alloc(4)),
    element(0x18538067, Buffer.concat([tracks, ...clusters]), true),
  ]);
  const notes: AudioNote[] = [];
  const found: { atMs: number | null; data: number[] }[] = [];
  const { track: chosen, packets } = await openWebm(bufferSource(file));
  for await (const { data, atMs } of packets(notes)) found.push({ atMs, data: [...data] });
  return { codec: chosen.codec, found, notes };
}

const cluster = (timeMs: number, ...blocks: Buffer[]) =>
  element(0x1f43b675, Buffer.concat([element(0xe7, timeMs), ...blocks]));

test('packets of the audio track come in order, with their times', async () => {
  const { codec, found, notes } = await packetsOf(
    cluster(0, block(2, 0, 0, [1, 2]), block(1, 0, 0, [9, 9]), block(2, 20, 0, [3])),
    cluster(1000, element(0xa0, Buffer.concat([element(0xa1, Buffer.from([0x82, 0, 40, 0, 4]))]))),
  );
  expect(codec).toBe('opus');
  expect(found).toEqual([
    { atMs: 0, data: [1, 2] },
    { atMs: 20, data: [3] },
    { atMs: 1040, data: [4] },
  ]);
  expect(notes).toEqual([]);
});

test.each([
  ['Xiph', 2, [2, 2, 1, 1, 2, 3, 4, 5]],
  // The second size is one less than the first: 63 stands for no difference.
  ['EBML', 6, [2, 0x82, 0x80 + 62, 1, 2, 3, 4, 5]],
])('frames laced the %s way come apart', async (_way, flags, body) => {
  const { found } = await packetsOf(cluster(0, block(2, 0, flags, body)));
  expect(found.map(({ data }) => data)).toEqual([[1, 2], [3], [4, 5]]);
});

test('frames of one size come apart evenly', async () => {
  const { found } = await packetsOf(cluster(0, block(2, 0, 4, [2, 1, 2, 3, 4, 5, 6])));
  expect(found.map(({ data }) => data)).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});

test('behind bytes that make no sense the next cluster is found, and the loss is noted', async () => {
  const { found, notes } = await packetsOf(
    cluster(0, block(2, 0, 0, [1])),
    Buffer.alloc(50),
    cluster(100, block(2, 0, 0, [2])),
  );
  expect(found.map(({ data }) => data)).toEqual([[1], [2]]);
  expect(notes.map(({ code }) => code)).toEqual(['audio_damaged_parts']);
});

test('a video without sound is no audio', async () => {
  const silent = Buffer.concat([
    element(0x1a45dfa3, Buffer.alloc(4)),
    element(0x18538067, element(0x1654ae6b, track(1, 1, 'V_VP8'))),
  ]);
  await expect(openWebm(bufferSource(silent))).rejects.toMatchObject({ code: 'audio_not_recognised' });
});
