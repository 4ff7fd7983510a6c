import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { makeMasterKey, ringOf } from './keys.ts';
import { sealStore } from './sealed.ts';
import { chunkPlainBytes, headerBytes, tagBytes } from './sealed-format.ts';
import { code, inPieces } from './store.contract.ts';
import { type MemoryStore, openMemoryStore } from './testing/memory-store.ts';

const sealedChunkBytes = chunkPlainBytes + tagBytes;

async function stored(plain: Uint8Array, readUnitBytes = 0) {
  const raw = openMemoryStore(readUnitBytes);
  const ring = ringOf([makeMasterKey()]);
  const store = sealStore(raw, ring);
  const { id } = await store.put(inPieces(plain, 30_000));
  const file = raw.files.get(id) as Buffer;
  return { raw, ring, store, id, file };
}

/** What a reader of the whole object gets once its file is another. */
async function readAll(raw: MemoryStore, store: ReturnType<typeof sealStore>, id: string, file: Buffer) {
  raw.files.set(id, file);
  return code(store.open(id).then((source) => source.read(0, source.size)));
}

function flipped(file: Buffer, at: number): Buffer {
  const changed = Buffer.from(file);
  changed[at] = (changed[at] as number) ^ (1 << Math.floor(Math.random() * 8));
  return changed;
}

test('no byte of an object can be changed unnoticed', async () => {
  const { raw, store, id, file } = await stored(randomBytes(300));
  for (let at = 0; at < file.length; at++) {
    expect(await readAll(raw, store, id, flipped(file, at)), `byte ${at}`).toBe('object_damaged');
    expect(await code(store.verify(id)), `byte ${at}`).toBe('object_damaged');
  }
});

test('a byte changed in a long object is noticed by every range that needs it, and by no other', async () => {
  const plain = randomBytes(6 * chunkPlainBytes + 999);
  const { raw, store, id, file } = await stored(plain);
  for (let n = 0; n < 150; n++) {
    const at = headerBytes + Math.floor(Math.random() * (file.length - headerBytes));
    raw.files.set(id, flipped(file, at));
    const chunk = Math.floor((at - headerBytes) / sealedChunkBytes);
    expect(await code(store.verify(id))).toBe('object_damaged');
    const opened = await code(store.open(id));
    expect(opened).toBe(chunk === 6 ? 'object_damaged' : 'no error');
    if (chunk === 6) continue;
    const source = await store.open(id);
    const start = Math.floor(Math.random() * plain.length);
    const end = Math.min(plain.length, start + 1 + Math.floor(Math.random() * chunkPlainBytes));
    const first = Math.floor(start / chunkPlainBytes);
    const last = Math.floor((end - 1) / chunkPlainBytes);
    if (first <= chunk && chunk <= last) {
      expect(await code(source.read(start, end))).toBe('object_damaged');
    } else {
      expect(Buffer.from(await source.read(start, end)).equals(plain.subarray(start, end))).toBe(true);
    }
  }
});

test('an object cut off at any length is refused when it is opened', async () => {
  const { raw, store, id, file } = await stored(randomBytes(2 * chunkPlainBytes + 500));
  const atBorders = [0, 1, 2].flatMap((n) => {
    const border = headerBytes + n * sealedChunkBytes;
    return [border - 1, border, border + 1, border + tagBytes - 1, border + tagBytes, border + tagBytes + 1];
  });
  const anywhere = Array.from({ length: 300 }, () => Math.floor(Math.random() * file.length));
  for (const length of [0, 1, headerBytes - 1, file.length - 1, ...atBorders, ...anywhere]) {
    raw.files.set(id, file.subarray(0, length));
    expect(await code(store.open(id)), `length ${length}`).toBe('object_damaged');
  }
});

test('bytes appended to an object are noticed when it is opened', async () => {
  for (const plainBytes of [0, 10, chunkPlainBytes, 2 * chunkPlainBytes + 5]) {
    const { raw, store, id, file } = await stored(randomBytes(plainBytes));
    const lastChunk = file.subarray(
      headerBytes + Math.floor(plainBytes / chunkPlainBytes) * sealedChunkBytes,
    );
    for (const tail of [randomBytes(1), randomBytes(tagBytes), randomBytes(sealedChunkBytes), lastChunk]) {
      if (tail.length === 0) continue;
      raw.files.set(id, Buffer.concat([file, tail]));
      expect(await code(store.open(id))).toBe('object_damaged');
    }
  }
});

test('chunks exchanged, repeated or left out are noticed', async () => {
  const { raw, store, id, file } = await stored(randomBytes(4 * chunkPlainBytes));
  const header = file.subarray(0, headerBytes);
  const chunks = [0, 1, 2, 3].map((n) =>
    file.subarray(headerBytes + n * sealedChunkBytes, headerBytes + (n + 1) * sealedChunkBytes),
  ) as [Buffer, Buffer, Buffer, Buffer];
  const [a, b, c, d] = chunks;
  for (const order of [
    [b, a, c, d],
    [a, a, c, d],
    [a, c, d],
    [a, b, c],
    [a, b, d, c],
    [a, b, c, c, d],
    [d],
  ]) {
    expect(await readAll(raw, store, id, Buffer.concat([header, ...order]))).toBe('object_damaged');
  }
});

test('neither chunks, header nor the whole file of one object pass for those of another', async () => {
  const raw = openMemoryStore();
  const store = sealStore(raw, ringOf([makeMasterKey()]));
  const one = await store.put(inPieces(randomBytes(3 * chunkPlainBytes), 9_000));
  const other = await store.put(inPieces(randomBytes(3 * chunkPlainBytes), 9_000));
  const file = raw.files.get(one.id) as Buffer;
  const otherFile = raw.files.get(other.id) as Buffer;
  const borderOfFirst = headerBytes + sealedChunkBytes;
  for (const mixed of [
    otherFile,
    Buffer.concat([file.subarray(0, headerBytes), otherFile.subarray(headerBytes)]),
    Buffer.concat([otherFile.subarray(0, headerBytes), file.subarray(headerBytes)]),
    Buffer.concat([
      file.subarray(0, headerBytes),
      otherFile.subarray(headerBytes, borderOfFirst),
      file.subarray(borderOfFirst),
    ]),
  ]) {
    expect(await readAll(raw, store, one.id, mixed)).toBe('object_damaged');
  }
});

test('a file that shrinks or grows while it is open is noticed by the next read', async () => {
  const plain = randomBytes(20 * chunkPlainBytes);
  const { raw, store, id, file } = await stored(plain);
  const source = await store.open(id);
  raw.files.set(id, file.subarray(0, file.length - sealedChunkBytes));
  expect(await code(source.read(0, 10))).toBe('object_damaged');
  raw.files.set(id, file);
  expect(Buffer.from(await source.read(0, 10)).equals(plain.subarray(0, 10))).toBe(true);
});

test('a range reads only the chunks it needs, and a second look at them reads nothing', async () => {
  const { raw, store, id } = await stored(randomBytes(20 * chunkPlainBytes));
  const source = await store.open(id);
  raw.reads.length = 0;
  await source.read(5 * chunkPlainBytes + 10, 7 * chunkPlainBytes + 10);
  expect(raw.reads).toEqual([
    { start: headerBytes + 5 * sealedChunkBytes, end: headerBytes + 8 * sealedChunkBytes },
  ]);
  await source.read(6 * chunkPlainBytes, 6 * chunkPlainBytes + 100);
  expect(raw.reads).toHaveLength(1);
});

test('where a round trip is dear, short reads one after another are served from one', async () => {
  const plain = randomBytes(20 * chunkPlainBytes);
  const { raw, store, id } = await stored(plain, 8 * chunkPlainBytes);
  const source = await store.open(id);
  raw.reads.length = 0;
  for (let at = 0; at < 8 * chunkPlainBytes; at += 50_000) {
    const end = Math.min(at + 50_000, 8 * chunkPlainBytes);
    expect(Buffer.from(await source.read(at, end)).equals(plain.subarray(at, end))).toBe(true);
  }
  expect(raw.reads).toHaveLength(1);
});

test('equal content makes files that share nothing but the magic and the key id', async () => {
  const raw = openMemoryStore();
  const store = sealStore(raw, ringOf([makeMasterKey()]));
  const plain = Buffer.alloc(1000, 7);
  const one = await store.put(inPieces(plain, 100));
  const other = await store.put(inPieces(plain, 100));
  expect(one.sha256).toBe(other.sha256);
  const bodies = [one, other].map(({ id }) => (raw.files.get(id) as Buffer).subarray(60));
  expect(bodies[0]?.equals(bodies[1] as Buffer)).toBe(false);
  expect((raw.files.get(one.id) as Buffer).includes(Buffer.alloc(8, 7))).toBe(false);
});

test('after a rotation old objects are read with the old key and new ones written with the new', async () => {
  const raw = openMemoryStore();
  const [old, fresh] = [makeMasterKey(), makeMasterKey()];
  const before = await sealStore(raw, ringOf([old])).put(inPieces(Buffer.from('before'), 2));
  const rotated = sealStore(raw, ringOf([fresh, old]));
  const after = await rotated.put(inPieces(Buffer.from('after'), 2));
  expect((await rotated.verify(before.id)).bytes).toBe(6);
  expect((await rotated.verify(after.id)).bytes).toBe(5);
  expect(await code(sealStore(raw, ringOf([old])).open(after.id))).toBe('object_key_unknown');
  expect(await code(sealStore(raw, ringOf([fresh])).open(before.id))).toBe('object_key_unknown');
});

test('a wrong key under the right id opens nothing', async () => {
  const raw = openMemoryStore();
  const right = makeMasterKey();
  const { id } = await sealStore(raw, ringOf([right])).put(inPieces(Buffer.from('words'), 2));
  const wrong = { id: right.id, secret: makeMasterKey().secret };
  expect(await code(sealStore(raw, ringOf([wrong])).open(id))).toBe('object_damaged');
});

test('a header edited by somebody who knows the format is refused as such', async () => {
  const { raw, store, id, file } = await stored(randomBytes(100));
  for (const at of [24, 26, 30, 62, 67, 70, 90, 120]) {
    const forged = flipped(file, at);
    const digest = createHash('sha256')
      .update(forged.subarray(0, headerBytes - 8))
      .digest();
    digest.copy(forged, headerBytes - 8, 0, 8);
    raw.files.set(id, forged);
    const error = await store.open(id).catch((thrown) => thrown);
    // Another key id may be one that is not here, or none at all.
    if (at === 30) expect(['object_key_unknown', 'object_damaged']).toContain(error.code);
    else expect(error).toMatchObject({ code: 'object_damaged', details: { part: 'header' } });
  }
});

test('a file under an id it was not written for is refused', async () => {
  const { raw, store, file } = await stored(randomBytes(100));
  const id = newId();
  raw.files.set(id, file);
  expect(await code(store.open(id))).toBe('object_damaged');
});
