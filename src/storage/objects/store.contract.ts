import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { chunkPlainBytes } from './sealed-format.ts';
import type { ObjectStore } from './store.ts';

/** A store under test, with a way to see what it leaves behind. */
export interface StoreUnderTest extends AsyncDisposable {
  store: ObjectStore;
  /** Everything that lies in its place, finished or not. */
  leftovers(): Promise<string[]>;
}

const mib = 1024 * 1024;

/** What every object store must do, whatever lies under it. */
export function describeObjectStore(name: string, openStore: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    test('an object comes back as it was put, with its length and hash', async () => {
      await using opened = await openStore();
      const { store } = opened;
      for (const bytes of [0, 1, chunkPlainBytes - 1, chunkPlainBytes, chunkPlainBytes + 1, 3 * mib + 7]) {
        const plain = randomBytes(bytes);
        const put = await store.put(inPieces(plain, 10_007));
        expect(put.bytes).toBe(bytes);
        expect(put.sha256).toBe(createHash('sha256').update(plain).digest('hex'));
        const source = await store.open(put.id);
        expect(source.size).toBe(bytes);
        expect(Buffer.from(await source.read(0, bytes)).equals(plain)).toBe(true);
        expect(await store.verify(put.id)).toEqual(put);
      }
    });

    test('a large object comes back as it was put', async () => {
      await using opened = await openStore();
      const { store } = opened;
      const plain = randomBytes(21 * mib + 321);
      const { id } = await store.put(inPieces(plain, 1_000_000));
      const source = await store.open(id);
      expect(Buffer.from(await source.read(0, plain.length)).equals(plain)).toBe(true);
    });

    test('any range equals that slice of what was put', async () => {
      await using opened = await openStore();
      const { store } = opened;
      const plain = randomBytes(5 * chunkPlainBytes + 1234);
      const { id } = await store.put(inPieces(plain, 50_000));
      const source = await store.open(id);
      for (let n = 0; n < 60; n++) {
        const start = Math.floor(Math.random() * (plain.length + 10));
        const end = start + Math.floor(Math.random() * 3 * chunkPlainBytes);
        expect(Buffer.from(await source.read(start, end)).equals(plain.subarray(start, end))).toBe(true);
      }
      expect(await code(source.read(-1, 5))).toBe('range_not_satisfiable');
      expect(await code(source.read(5, 4))).toBe('range_not_satisfiable');
    });

    test('many objects are written and read at the same time without mixing', async () => {
      await using opened = await openStore();
      const { store } = opened;
      const plains = Array.from({ length: 12 }, (_, n) => randomBytes(100_000 + n * 7_001));
      const puts = await Promise.all(plains.map((plain) => store.put(inPieces(plain, 4_999))));
      expect(new Set(puts.map(({ id }) => id)).size).toBe(plains.length);
      await Promise.all(
        puts.map(async ({ id }, n) => {
          const plain = plains[n] as Buffer;
          const source = await store.open(id);
          const starts = Array.from({ length: 8 }, () => Math.floor(Math.random() * plain.length));
          const parts = await Promise.all(starts.map((start) => source.read(start, start + 30_000)));
          for (const [m, part] of parts.entries()) {
            const start = starts[m] as number;
            expect(Buffer.from(part).equals(plain.subarray(start, start + 30_000))).toBe(true);
          }
        }),
      );
    });

    test('a removed object is gone, and removing it again is fine', async () => {
      await using opened = await openStore();
      const { store, leftovers } = opened;
      const { id } = await store.put(inPieces(randomBytes(1000), 100));
      expect(await store.exists(id)).toBe(true);
      const source = await store.open(id);
      await store.remove(id);
      await store.remove(id);
      expect(await store.exists(id)).toBe(false);
      expect(await code(store.open(id))).toBe('object_not_found');
      expect(await code(store.verify(id))).toBe('object_not_found');
      expect(source.size).toBe(1000);
      expect(await leftovers()).toEqual([]);
    });

    test('all objects are listed, and each has the key that writes already', async () => {
      await using opened = await openStore();
      const { store } = opened;
      const puts = await Promise.all([1, 2, 3].map((n) => store.put(inPieces(randomBytes(n * 1000), 100))));
      const ids = await Array.fromAsync(store.list());
      expect(ids.toSorted()).toEqual(puts.map(({ id }) => id).toSorted());
      for (const id of ids) expect(await store.rewrap(id)).toBe(false);
      expect(await code(store.rewrap(newId()))).toBe('object_not_found');
    });

    test('an object that never was, and an id that is no id, are not found', async () => {
      await using opened = await openStore();
      const { store } = opened;
      const strange = ['', '..', '../../etc/passwd', 'a/b', '\0', newId().toUpperCase(), `${newId()}/x`];
      for (const id of [newId(), ...strange]) {
        expect(await store.exists(id)).toBe(false);
        expect(await code(store.open(id))).toBe('object_not_found');
        await store.remove(id);
      }
    });

    test('a source that breaks off leaves nothing behind, and its own error comes out', async () => {
      await using opened = await openStore();
      const { store, leftovers } = opened;
      for (const bytes of [0, 1000, 3 * chunkPlainBytes, 13 * mib]) {
        async function* broken() {
          yield* inPieces(randomBytes(bytes), 100_000);
          throw new EarshotError('upload_interrupted');
        }
        expect(await code(store.put(broken()))).toBe('upload_interrupted');
      }
      expect(await leftovers()).toEqual([]);
    });

    test('a put whose source says nothing more can be given up', async () => {
      await using opened = await openStore();
      const { store, leftovers } = opened;
      const stop = new AbortController();
      async function* silent() {
        yield* inPieces(randomBytes(11 * mib), mib);
        stop.abort(new EarshotError('conflict'));
        await new Promise(() => {});
      }
      expect(await code(store.put(silent(), { signal: stop.signal }))).toBe('conflict');
      expect(await leftovers()).toEqual([]);
    });

    test('a put that is given up leaves nothing behind, and ends its source', async () => {
      await using opened = await openStore();
      const { store, leftovers } = opened;
      const stop = new AbortController();
      let sourceEnded = false;
      async function* endless() {
        try {
          for (let n = 0; ; n++) {
            if (n === 200) stop.abort(new EarshotError('conflict'));
            yield randomBytes(chunkPlainBytes);
          }
        } finally {
          sourceEnded = true;
        }
      }
      expect(await code(store.put(endless(), { signal: stop.signal }))).toBe('conflict');
      await expect.poll(() => sourceEnded).toBe(true);
      expect(await leftovers()).toEqual([]);
      expect(await code(store.put(endless(), { signal: stop.signal }))).toBe('conflict');
    });
  });
}

export async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** The code of the error a promise ends with. */
export async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'no error';
  } catch (thrown) {
    return thrown instanceof EarshotError ? thrown.code : String(thrown);
  }
}
