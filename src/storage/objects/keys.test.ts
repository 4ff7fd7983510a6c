import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Log, silentLog } from '../../log.ts';
import { addMasterKey, makeMasterKey, openKeyRing } from './keys.ts';
import type { MasterKey } from './sealed-format.ts';
import { code } from './store.contract.ts';

async function keyFile(text?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'keys', 'master.keys');
  if (text !== undefined) {
    await mkdir(dirname(file));
    await writeFile(file, text, { mode: 0o600 });
  }
  return file;
}

const empty = { log: silentLog, holdsObjects: async () => false };
const inUse = { log: silentLog, holdsObjects: async () => true };

const written = (key: MasterKey) => `${key.id}:${Buffer.from(key.secret).toString('base64')}`;

test('the first start makes a key file that only its owner can read, and later starts read it', async () => {
  const file = await keyFile();
  const made = await openKeyRing({ file }, empty);
  expect(await readdir(dirname(file))).toEqual(['master.keys']);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  const again = await openKeyRing({ file }, inUse);
  expect(again.writing).toEqual(made.writing);
  expect(made.writing.secret).toHaveLength(32);
});

test('two processes that start at once end up with one key', async () => {
  const file = await keyFile();
  const rings = await Promise.all(Array.from({ length: 5 }, () => openKeyRing({ file }, empty)));
  expect(new Set(rings.map((ring) => ring.writing.id)).size).toBe(1);
  expect(await readdir(dirname(file))).toEqual(['master.keys']);
});

test('a lost key file is never made anew while objects exist', async () => {
  const file = await keyFile();
  expect(await code(openKeyRing({ file }, inUse))).toBe('key_file_missing');
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('of several keys the first writes and all read', async () => {
  const keys = [makeMasterKey(), makeMasterKey(), makeMasterKey()] as const;
  const text = `# ours\n${written(keys[0])}\r\n\n${written(keys[1])}, ${written(keys[2])}\n`;
  const ring = await openKeyRing({ file: await keyFile(text) }, inUse);
  expect(ring.writing.id).toBe(keys[0].id);
  for (const key of keys) expect(Buffer.from(ring.find(key.id)?.secret ?? []).equals(key.secret)).toBe(true);
  expect(ring.find('another')).toBeUndefined();
});

test('a key given by setting writes, keeps the key file from being made, and leaves its keys readable', async () => {
  const file = await keyFile();
  const [given, kept] = [makeMasterKey(), makeMasterKey()];
  expect((await openKeyRing({ masterKeys: written(given), file }, inUse)).writing.id).toBe(given.id);
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  const ring = await openKeyRing({ masterKeys: written(given), file: await keyFile(written(kept)) }, inUse);
  expect(ring.writing.id).toBe(given.id);
  expect(ring.find(kept.id)).toBeDefined();
});

const good = written(makeMasterKey());

test.each([
  ['an empty file', ''],
  ['comments only', '# nothing\n'],
  ['no id', good.slice(good.indexOf(':'))],
  ['no colon', good.replace(':', '')],
  ['a key that is too short', good.slice(0, -8)],
  ['a key that was cut off', good.slice(0, -1)],
  ['a character that is not base64', good.replace(/.{5}=$/, '*bcd=')],
  ['an id with strange characters', `a/b${good.slice(good.indexOf(':'))}`],
  ['one id twice', `${good}\n${good}`],
  ['bytes of another file', 'RIFF\0\0\0\0WAVEfmt '],
])('%s is refused as a key file, and left as it is', async (_, text) => {
  const file = await keyFile(text);
  expect(await code(openKeyRing({ file }, empty))).toBe('key_file_invalid');
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('what is wrong in a key file is said with its line and without the key', async () => {
  const file = await keyFile(`# keys\n${good}\nbroken:AAAA\n`);
  const error = await openKeyRing({ file }, empty).catch((thrown) => thrown);
  expect(error.details).toMatchObject({ file, line: 3 });
  expect(JSON.stringify(error)).not.toContain('AAAA');
});

test('a malformed setting, or one that contradicts the file, is refused', async () => {
  const file = await keyFile(good);
  expect(await code(openKeyRing({ masterKeys: 'x:y', file }, empty))).toBe('setting_invalid');
  const sameId = `${good.slice(0, good.indexOf(':'))}${written(makeMasterKey()).slice(12)}`;
  expect(await code(openKeyRing({ masterKeys: sameId, file }, empty))).toBe('setting_invalid');
});

test.skipIf(process.platform === 'win32')('a key file others can read is taken with a warning', async () => {
  const file = await keyFile(good);
  await chmod(file, 0o644);
  const warnings: unknown[] = [];
  const log = { ...silentLog, warn: (...said: unknown[]) => warnings.push(said) } as unknown as Log;
  await openKeyRing({ file }, { ...empty, log });
  expect(warnings).toHaveLength(1);
});

test('a key that is added writes from then on, and the comments and older keys stay', async () => {
  const kept = makeMasterKey();
  const file = await keyFile(`# ours\n\n${written(kept)}\n`);
  const id = await addMasterKey({ file }, silentLog);
  const ring = await openKeyRing({ file }, inUse);
  expect(ring.ids).toEqual([id, kept.id]);
  expect(ring.writing.id).toBe(id);
  expect(await readFile(file, 'utf8')).toMatch(/^# ours\n\n.+\n.+\n$/);
  expect(await readdir(dirname(file))).toEqual(['master.keys']);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a key is added neither to a file that is not there nor beside keys in the settings', async () => {
  const file = await keyFile();
  expect(await code(addMasterKey({ file }, silentLog))).toBe('key_file_missing');
  const masterKeys = written(makeMasterKey());
  expect(await code(addMasterKey({ file, masterKeys }, silentLog))).toBe('setting_invalid');
});
