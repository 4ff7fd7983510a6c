import { appendFile, mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toEarshotError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { openJournals, type SealedPiece } from './journal.ts';
import { makeMasterKey, ringOf } from './keys.ts';

async function opened() {
  const folder = await mkdtemp(join(tmpdir(), 'journal-'));
  const journals = await openJournals(folder, ringOf([makeMasterKey()]));
  const id = newId();
  return { folder, journals, id, file: join(folder, `${id}.journal`) };
}

const bytes = (text: string) => Buffer.from(text);

async function texts(records: AsyncIterable<Uint8Array>): Promise<string[]> {
  const read: string[] = [];
  for await (const record of records) read.push(Buffer.from(record).toString());
  return read;
}

test('records are read in the order in which they were appended, before the journal is closed too', async () => {
  const { journals, id } = await opened();
  await using journal = await journals.create(id);
  await Promise.all(['one', 'two', 'three'].map((text) => journal.append(bytes(text))));
  expect(await texts(journals.read(id))).toEqual(['one', 'two', 'three']);
});

test('nothing that was said lies readable on the disk', async () => {
  const { journals, id, file } = await opened();
  {
    await using journal = await journals.create(id);
    await journal.append(bytes('fourteen twenty two maple'));
  }
  expect((await readFile(file)).includes('maple')).toBe(false);
});

test('what was cut short by the end of the process is left out, all before it is there', async () => {
  const { journals, id, file } = await opened();
  {
    await using journal = await journals.create(id);
    await journal.append(bytes('one'));
    await journal.append(bytes('two'));
  }
  const { length } = await readFile(file);
  for (const shorter of [1, 5, 20, 22]) {
    await truncate(file, length - shorter);
    expect(await texts(journals.read(id)), `${shorter} bytes short`).toEqual(['one']);
  }
  await appendFile(file, Buffer.from([0, 0]));
  expect(await texts(journals.read(id))).toEqual(['one']);
});

test('a record that was changed is damage and not an end', async () => {
  const { journals, id, file } = await opened();
  {
    await using journal = await journals.create(id);
    await journal.append(bytes('one'));
    await journal.append(bytes('two'));
  }
  const whole = await readFile(file);
  whole[whole.length - 30]! ^= 1;
  await writeFile(file, whole);
  await expect(texts(journals.read(id)).catch((thrown) => toEarshotError(thrown).code)).resolves.toBe(
    'object_damaged',
  );
});

test('a journal that an earlier process left goes on in another part, and is removed as a whole', async () => {
  const { journals, id, file, folder } = await opened();
  {
    await using journal = await journals.create(id);
    await journal.append(bytes('one'));
    await journal.append(bytes('cut short'));
  }
  await truncate(file, (await readFile(file)).length - 3);
  for (const text of ['two', 'three']) {
    await using journal = await journals.reopen(id);
    await journal.append(bytes(text));
  }
  expect(await texts(journals.read(id))).toEqual(['one', 'two', 'three']);
  expect(await journals.list()).toEqual([id]);
  await journals.remove(id);
  expect(await readdir(folder)).toEqual([]);
});

test('a journal is the same on another machine that was told its pieces, in any order and twice', async () => {
  const keys = ringOf([makeMasterKey()]);
  const here = await openJournals(await mkdtemp(join(tmpdir(), 'journal-')), keys);
  const there = await openJournals(await mkdtemp(join(tmpdir(), 'journal-')), keys);
  const id = newId();
  const copied: SealedPiece[] = [];
  for (const texts of [['one', 'two'], ['three']]) {
    const copy = async (piece: SealedPiece) => void copied.push(piece);
    await using journal = await (copied.length === 0 ? here.create(id, copy) : here.reopen(id, copy));
    for (const text of texts) await journal.append(bytes(text));
  }
  const [first, ...rest] = copied;
  await there.adopt(id, [first!, ...rest.slice(0, 2).toReversed(), ...copied]);
  expect(await texts(there.read(id))).toEqual(['one', 'two', 'three']);
  const sealed = await Array.fromAsync(here.sealed(id));
  expect(sealed.map(({ part, n }) => [part, n])).toEqual(copied.map(({ part, n }) => [part, n]));
});

test('a journal that was removed is not listed any more', async () => {
  const { journals, id } = await opened();
  {
    await using _ = await journals.create(id);
    expect(await journals.list()).toEqual([id]);
  }
  await journals.remove(id);
  expect(await journals.list()).toEqual([]);
});
