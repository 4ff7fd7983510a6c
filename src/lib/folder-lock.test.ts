import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holderOf, lockFolder } from './folder-lock.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a second taker is told who holds the folder and where it listens', async () => {
  await using lock = await lockFolder(folder, 'start');
  await lock.announce('http://localhost:1');
  await expect(lockFolder(folder, 'import')).rejects.toMatchObject({
    code: 'already_running',
    details: { pid: process.pid, command: 'start', url: 'http://localhost:1' },
  });
});

test('a folder that was let go can be taken again', async () => {
  {
    await using _lock = await lockFolder(folder, 'start');
  }
  expect(await readdir(folder)).toEqual([]);
  await using _again = await lockFolder(folder, 'start');
  expect((await holderOf(folder))?.pid).toBe(process.pid);
});

test('a holder that died, or whose pid now belongs to another process, does not count', async () => {
  for (const stale of [
    { pid: 2 ** 22 - 1, startedAt: '1' },
    { pid: process.pid, startedAt: 'long ago' },
  ]) {
    await writeFile(join(folder, 'server.json'), JSON.stringify({ ...stale, command: 'start' }));
    expect(await holderOf(folder)).toBeUndefined();
    await using _lock = await lockFolder(folder, 'start');
  }
});

test('a file that was half written does not count', async () => {
  await writeFile(join(folder, 'server.json'), '{"pid":');
  await using _lock = await lockFolder(folder, 'start');
  expect((await holderOf(folder))?.command).toBe('start');
});

test('of many who try at once, one gets the folder', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, 'start')));
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});
