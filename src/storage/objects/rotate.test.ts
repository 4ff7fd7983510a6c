import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { makeMasterKey, ringOf } from './keys.ts';
import { rotateKeys } from './rotate.ts';
import { sealStore } from './sealed.ts';
import { chunkPlainBytes } from './sealed-format.ts';
import { code, inPieces } from './store.contract.ts';
import type { ObjectStore } from './store.ts';
import { openMemoryStore } from './testing/memory-store.ts';

const [older, old, fresh] = [makeMasterKey(), makeMasterKey(), makeMasterKey()];

/** Objects under two keys, in a store that now writes with a third. */
async function rotatable(count: number) {
  const raw = openMemoryStore();
  const plains = new Map<string, Buffer>();
  for (let n = 0; n < count; n++) {
    const plain = randomBytes(n * chunkPlainBytes + 7);
    const store = sealStore(raw, ringOf([n % 2 === 0 ? older : old]));
    plains.set((await store.put(inPieces(plain, 30_000))).id, plain);
  }
  return { raw, plains, store: sealStore(raw, ringOf([fresh, old, older])) };
}

async function rotated(store: ObjectStore, signal = new AbortController().signal) {
  const outcome = { looked: 0, rewrapped: 0, failures: [] as string[] };
  await rotateKeys(store, {
    signal,
    onObject(rewrapped) {
      outcome.looked++;
      if (rewrapped) outcome.rewrapped++;
    },
    onFailure: (id, error) => outcome.failures.push(`${id} ${error.code}`),
  });
  return outcome;
}

test('after a rotation every object is read with the new key alone, and is what it was', async () => {
  const { raw, plains, store } = await rotatable(6);
  expect(await rotated(store)).toEqual({ looked: 6, rewrapped: 6, failures: [] });
  const alone = sealStore(raw, ringOf([fresh]));
  for (const [id, plain] of plains) {
    const source = await alone.open(id);
    expect(Buffer.from(await source.read(0, source.size)).equals(plain)).toBe(true);
  }
  expect(await rotated(store)).toEqual({ looked: 6, rewrapped: 0, failures: [] });
});

test('a rotation that broke off goes on where it was', async () => {
  const { store } = await rotatable(9);
  const stop = new AbortController();
  let done = 0;
  const broken = rotateKeys(store, {
    signal: stop.signal,
    onObject() {
      if (++done === 3) stop.abort(new EarshotError('conflict'));
    },
    onFailure() {},
  });
  expect(await code(broken)).toBe('conflict');
  expect(done).toBeLessThan(9);
  expect((await rotated(store)).rewrapped).toBe(9 - done);
});

test('a damaged object, and one whose key is not here, are told and hold up no other', async () => {
  const { raw, plains, store } = await rotatable(5);
  const [damagedId] = [...plains.keys()] as [string];
  (raw.files.get(damagedId) as Buffer).writeUInt8(0, 30);
  const foreign = await sealStore(raw, ringOf([makeMasterKey()])).put(inPieces(randomBytes(10), 10));
  const before = new Map([damagedId, foreign.id].map((id) => [id, Buffer.from(raw.files.get(id) as Buffer)]));
  const { looked, rewrapped, failures } = await rotated(store);
  expect({ looked, rewrapped }).toEqual({ looked: 4, rewrapped: 4 });
  expect(failures.toSorted()).toEqual(
    [`${damagedId} object_damaged`, `${foreign.id} object_key_unknown`].toSorted(),
  );
  for (const [id, file] of before) expect(raw.files.get(id)?.equals(file)).toBe(true);
});

test('who reads while a key is rotated does not notice', async () => {
  const { plains, store } = await rotatable(4);
  const [id, plain] = [...plains].at(-1) as [string, Buffer];
  const source = await store.open(id);
  const [outcome, read] = await Promise.all([rotated(store), source.read(0, source.size)]);
  expect(outcome.rewrapped).toBe(4);
  expect(Buffer.from(read).equals(plain)).toBe(true);
  expect(Buffer.from(await source.read(0, source.size)).equals(plain)).toBe(true);
});

test('an object that is removed while it is rewrapped stays removed', async () => {
  const { raw, plains, store } = await rotatable(2);
  const ids = [...plains.keys()];
  await Promise.all(ids.flatMap((id) => [store.rewrap(id), store.remove(id)]));
  expect(raw.files.size).toBe(0);
});

test('a store that is full ends the rotation, and nothing is lost', async () => {
  const { raw, plains } = await rotatable(3);
  const full = sealStore(
    {
      ...raw,
      replace: async () => {
        throw new EarshotError('disk_full');
      },
    },
    ringOf([fresh, old, older]),
  );
  expect(await code(rotated(full))).toBe('disk_full');
  for (const id of plains.keys()) expect((await full.verify(id)).id).toBe(id);
});
