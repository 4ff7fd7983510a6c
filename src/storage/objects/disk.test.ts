import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { systemClock } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import { silentLog } from '../../log.ts';
import { openDiskStore } from './disk.ts';
import { ObjectsSettings } from './settings.ts';
import { code, inPieces } from './store.contract.ts';
import { openObjectStore } from './stores.ts';

const endlessPut = fileURLToPath(new URL('testing/endless-put.ts', import.meta.url));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-disk-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

const openAt = (dataFolder: string) =>
  openObjectStore(ObjectsSettings.parse({}), { dataFolder, log: silentLog, clock: systemClock });

test('a writer killed half-way leaves nothing to be seen, and its rest is swept at the next start', async () => {
  const dataFolder = await newFolder();
  const writer = spawn(process.execPath, [endlessPut, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const dots of writer.stdout) {
    const files = await filesIn(join(dataFolder, 'objects'));
    if (dots.length > 0 && files.length > 0) break;
  }
  writer.kill('SIGKILL');
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
  const left = await filesIn(join(dataFolder, 'objects'));
  expect(left).toHaveLength(1);

  await using store = await openAt(dataFolder);
  expect(await filesIn(join(dataFolder, 'objects'))).toEqual([]);
  expect(await store.exists((left[0] as string).slice(0, 36))).toBe(false);
});

test('a full disk is reported, and nothing stays on it', async (context) => {
  const place = await newFolder();
  const data = join(place, 'data');
  await mkdir(data);
  // A small disk of its own, seen by this child alone.
  const script = `mount -t tmpfs -o size=3m none "$1" && "$2" "$3" "$1" && echo && find "$1/objects" -type f && echo END`;
  const run = promisify(execFile)('unshare', [
    '-rm',
    'sh',
    '-c',
    script,
    'sh',
    data,
    process.execPath,
    endlessPut,
  ]);
  const answer = await run.catch((thrown) => thrown as { stdout?: string; stderr?: string });
  if (!answer.stdout?.includes('END')) {
    console.warn('skipped: no mount namespaces here to make a full disk in', answer.stderr);
    context.skip();
  }
  expect(answer.stdout).toMatch(/^\.+disk_full\nEND\n$/);
});

test('objects lie in shards, readable by their owner alone', async () => {
  const dataFolder = await newFolder();
  await using store = await openAt(dataFolder);
  const { id } = await store.put(inPieces(Buffer.from('words'), 2));
  const file = join(dataFolder, 'objects', id.slice(-3), id);
  expect((await stat(file)).isFile()).toBe(true);
  if (process.platform !== 'win32') {
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect((await stat(join(dataFolder, 'objects'))).mode & 0o077).toBe(0);
  }
});

test('a store knows whether it holds any object', async () => {
  const folder = await newFolder();
  await using raw = await openDiskStore(folder);
  expect(await raw.holdsAny()).toBe(false);
  await writeFile(join(folder, 'note.txt'), 'not an object');
  expect(await raw.holdsAny()).toBe(false);
  const id = newId();
  await raw.write(id, inPieces(Buffer.from('x'), 1));
  expect(await raw.holdsAny()).toBe(true);
});

test('objects without their key file are not given a new one', async () => {
  const dataFolder = await newFolder();
  {
    await using store = await openAt(dataFolder);
    await store.put(inPieces(Buffer.from('words'), 2));
  }
  await rm(join(dataFolder, 'keys'), { recursive: true });
  expect(await code(openAt(dataFolder))).toBe('key_file_missing');
});

test('a folder that cannot be one is said to be unusable', async () => {
  const dataFolder = await newFolder();
  await writeFile(join(dataFolder, 'objects'), 'a file in its place');
  expect(await code(openAt(dataFolder))).toBe('data_folder_unusable');
});

test('a store whose folder vanishes says it cannot be reached, and takes nothing for stored', async () => {
  const folder = await newFolder();
  await using raw = await openDiskStore(join(folder, 'objects'));
  await rm(join(folder, 'objects'), { recursive: true });
  expect(await code(raw.write(newId(), inPieces(Buffer.from('x'), 1)))).toBe('storage_unavailable');
});

test('a file whose replacement breaks off is still the old one, and nothing else lies about', async () => {
  const folder = await newFolder();
  await using raw = await openDiskStore(folder);
  const id = newId();
  const bytes = randomBytes(300_000);
  await raw.write(id, inPieces(bytes, 1000));
  async function* broken() {
    yield bytes.subarray(0, 100_000);
    throw new EarshotError('object_damaged');
  }
  expect(await code(raw.replace(id, broken()))).toBe('object_damaged');
  expect((await raw.read(id, 0, bytes.length)).bytes).toEqual(bytes);
  await raw.replace(id, inPieces(bytes.subarray(0, 10), 3));
  expect(await raw.read(id, 0, 100)).toEqual({ bytes: bytes.subarray(0, 10), fileBytes: 10 });
  expect(await filesIn(folder)).toEqual([id]);
});
