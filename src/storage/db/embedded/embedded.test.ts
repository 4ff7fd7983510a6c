import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../lib/clock.ts';
import { silentLog } from '../../../log.ts';
import { chooseAccount, systemAccounts } from './account.ts';
import { packagedBinaries, usableBinaries } from './binaries.ts';
import { openEmbedded } from './embedded.ts';
import { runProgram } from './program.ts';

const deps = { clock: systemClock, log: silentLog };
const isRoot = process.getuid?.() === 0;
const serve = fileURLToPath(new URL('./testing/serve.ts', import.meta.url));

/** A data folder whose database was made: a copy of it saves most tests the making. */
let prepared: string;
let dataFolder: string;
beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'earshot-embedded-'));
  await (await openEmbedded({ dataFolder: prepared }, deps))[Symbol.asyncDispose]();
});
afterAll(() => rm(prepared, { recursive: true, force: true }));
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'earshot-embedded-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

async function prepare(): Promise<void> {
  await cp(prepared, dataFolder, { recursive: true });
}

function open() {
  return openEmbedded({ dataFolder }, deps);
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {
    // The server ends under it in some tests; the query says so.
  });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** A process that ended stays in the table while nobody asks how: its command line is then empty. */
async function isAlive(pid: number): Promise<boolean> {
  const ran = await runProgram('ps', ['-o', 'stat=', '-p', String(pid)]);
  return ran.code === 0 && !ran.stdout.startsWith('Z');
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await systemClock.sleep(20);
}

/** The process that ends a server should its Earshot be killed. */
async function guardOf(server: number): Promise<number> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.endsWith(`\0earshot-guard\0${server}\0`)) return Number(pid);
  }
  throw new Error('the server has no guard');
}

/** A process of its own group that opens the embedded server, and what it prints. */
function startHolder(): { child: ChildProcess; lines: AsyncIterator<string> } {
  const child = spawn(process.execPath, [serve, dataFolder], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

test('what was stored is there at the next start, and nothing runs in between', async () => {
  {
    await using first = await open();
    await query(first.url, 'create table kept (word text)');
    await query(first.url, "insert into kept values ('yes')");
  }
  expect(await readdir(join(dataFolder, 'postgres'))).not.toContain('postmaster.pid');
  await using second = await open();
  expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'yes' }]);
});

test('the server takes this machine only, asks for a password that only its account can read, and keeps UTF8', async () => {
  await prepare();
  await using embedded = await open();
  const [settings] = await query(
    embedded.url,
    `select current_setting('listen_addresses') as addresses, current_setting('server_encoding') as encoding,
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, session_user as account`,
  );
  expect(settings).toEqual({
    addresses: '127.0.0.1',
    encoding: 'UTF8',
    fsync: 'on',
    commit: 'on',
    account: 'earshot',
  });
  const stranger = new URL(embedded.url);
  stranger.password = 'guess';
  await expect(query(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(join(dataFolder, 'postgres', 'earshot.password'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataFolder, 'postgres.log'))).mode & 0o777).toBe(0o600);
});

test('the server never runs as root', async () => {
  await prepare();
  await using _embedded = await open();
  const { uid } = await stat(`/proc/${await serverPid()}`).catch(() => ({ uid: -1 }));
  expect(uid).not.toBe(0);
});

test.each([0, 150, 600])(
  'killed %i ms into its first start, it starts as if for the first time',
  async (delayMs) => {
    const { child, lines } = startHolder();
    await lines.next();
    await systemClock.sleep(delayMs);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await using embedded = await open();
    expect(await query(embedded.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  },
);

test('what an interrupted first start left is removed', async () => {
  await prepare();
  await mkdir(join(dataFolder, 'postgres.new-0123', 'base'), { recursive: true });
  await writeFile(join(dataFolder, 'postgres.new-0123.password'), 'secret');
  await (await open())[Symbol.asyncDispose]();
  // Where its account cannot reach this project, the program lies in the folder as well.
  const left = (await readdir(dataFolder)).filter((name) => !name.startsWith('postgres-'));
  expect(left.toSorted()).toEqual(['postgres', 'postgres.log']);
});

test('a server whose Earshot was killed ends in order, and keeps what was committed', async () => {
  await prepare();
  const { child, lines } = startHolder();
  await lines.next();
  const { value: url } = await lines.next();
  await query(url, "create table kept as select 'yes' as word");
  const server = await serverPid();
  child.kill('SIGKILL');
  await expect.poll(() => isAlive(server), { timeout: 60_000 }).toBe(false);
  expect(await readFile(join(dataFolder, 'postgres.log'), 'utf8')).toMatch(
    /database system is shut down\s*$/,
  );
  await using embedded = await open();
  expect(await query(embedded.url, 'select word from kept')).toEqual([{ word: 'yes' }]);
});

test('a server whose Earshot and guard were killed is ended in order by the next one', async () => {
  await prepare();
  const { child, lines } = startHolder();
  await lines.next();
  const { value: url } = await lines.next();
  await query(url, "create table kept as select 'yes' as word");
  const orphan = await serverPid();
  process.kill(await guardOf(orphan), 'SIGKILL');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await isAlive(orphan)).toBe(true);
  await using embedded = await open();
  expect(await isAlive(orphan)).toBe(false);
  expect(await query(embedded.url, 'select word from kept')).toEqual([{ word: 'yes' }]);
});

test('Ctrl-C reaches the server through Earshot only, which ends it in order', async () => {
  await prepare();
  const { child, lines } = startHolder();
  await lines.next();
  await lines.next();
  const server = await serverPid();
  process.kill(-(child.pid as number), 'SIGINT');
  expect((await lines.next()).value).toBe('closed');
  await once(child, 'exit');
  expect(await isAlive(server)).toBe(false);
  expect(await readFile(join(dataFolder, 'postgres.log'), 'utf8')).toMatch(
    /database system is shut down\s*$/,
  );
});

test('a pid file that names a process of another program does not keep the server from starting', async () => {
  await prepare();
  const pidFile = join(dataFolder, 'postgres', 'postmaster.pid');
  await writeFile(
    pidFile,
    `${process.pid}\n${join(dataFolder, 'postgres')}\n1\n5432\n\n127.0.0.1\n1 1\nready   \n`,
  );
  await using embedded = await open();
  expect(await query(embedded.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a server that ends by itself is started again where it was', async () => {
  await prepare();
  await using embedded = await open();
  const first = await serverPid();
  process.kill(first, 'SIGKILL');
  await until(() =>
    query(embedded.url, 'select 1').then(
      () => true,
      () => false,
    ),
  );
  expect(await serverPid()).not.toBe(first);
});

test('a folder that is not a database of ours is left alone', async () => {
  await mkdir(join(dataFolder, 'postgres'));
  await writeFile(join(dataFolder, 'postgres', 'thesis.txt'), 'years of work');
  await expect(open()).rejects.toMatchObject({ code: 'data_folder_unusable' });
  expect(await readdir(join(dataFolder, 'postgres'))).toEqual(['thesis.txt']);
});

test('a database of another version of PostgreSQL is refused with both versions', async () => {
  await prepare();
  await writeFile(join(dataFolder, 'postgres', 'PG_VERSION'), '17\n');
  await expect(open()).rejects.toMatchObject({
    code: 'data_folder_unusable',
    details: { version: '17', needed: '18' },
  });
});

test('a damaged database fails to start with what PostgreSQL said', async () => {
  await prepare();
  await rm(join(dataFolder, 'postgres', 'global'), { recursive: true });
  await expect(open()).rejects.toMatchObject({
    code: 'database_start_failed',
    details: { log: expect.stringMatching(/FATAL|PANIC|could not/) },
  });
});

test('a data folder that is a file is refused', async () => {
  const file = join(dataFolder, 'file');
  await writeFile(file, '');
  await expect(openEmbedded({ dataFolder: file }, deps)).rejects.toMatchObject({
    code: 'data_folder_unusable',
  });
});

test('a data folder that the server’s account cannot reach is refused with what to do', async (ctx) => {
  if (!isRoot) ctx.skip();
  const closed = join(dataFolder, 'closed');
  await mkdir(closed, { mode: 0o700 });
  await expect(openEmbedded({ dataFolder: join(closed, 'data') }, deps)).rejects.toMatchObject({
    code: 'data_folder_unusable',
    details: { todo: expect.stringContaining('chmod o+x') },
  });
});

test('a data folder that only its owner could enter is opened for passing through', async (ctx) => {
  if (!isRoot) ctx.skip();
  await prepare();
  await chmod(dataFolder, 0o700);
  await using embedded = await open();
  expect(await query(embedded.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect((await stat(dataFolder)).mode & 0o777).toBe(0o701);
});

test('a data folder that may not be written to is refused', async (ctx) => {
  if (isRoot) ctx.skip();
  await chmod(dataFolder, 0o500);
  await expect(open()).rejects.toMatchObject({ code: 'data_folder_unusable' });
  await chmod(dataFolder, 0o700);
});

/** PostgreSQL as npm unpacks it when install scripts are blocked. */
async function unpackedBinaries(mode: number): Promise<{ folder: string; version: string }> {
  const { folder, version } = await packagedBinaries();
  const unpacked = join(dataFolder, 'package', 'native');
  await mkdir(join(dataFolder, 'package'), { mode });
  await cp(folder, unpacked, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  for (const link of links) await unlink(join(unpacked, '..', link.target));
  for (const name of await readdir(join(unpacked, 'bin'))) await chmod(join(unpacked, 'bin', name), 0o644);
  return { folder: unpacked, version };
}

test('PostgreSQL runs where its install script was blocked', async () => {
  const unpacked = await unpackedBinaries(0o755);
  await chmod(dataFolder, 0o755);
  const account = isRoot ? await chooseAccount(systemAccounts) : undefined;
  const binaries = await usableBinaries(unpacked, dataFolder, account, deps);
  expect(binaries.postgres).toBe(join(unpacked.folder, 'bin', 'postgres'));
  expect((await runProgram(binaries.postgres, ['--version'], { account, cwd: '/' })).stdout).toContain('18.');
});

test('PostgreSQL that its account cannot reach is copied to the data folder once', async (ctx) => {
  if (!isRoot) ctx.skip();
  const unpacked = await unpackedBinaries(0o700);
  await chmod(dataFolder, 0o755);
  await mkdir(join(dataFolder, 'postgres-17.1'));
  const account = await chooseAccount(systemAccounts);
  const binaries = await usableBinaries(unpacked, dataFolder, account, deps);
  const copy = join(dataFolder, `postgres-${unpacked.version}`);
  expect(binaries.initdb).toBe(join(copy, 'bin', 'initdb'));
  const { ino } = await stat(binaries.postgres);
  await usableBinaries(unpacked, dataFolder, account, deps);
  expect((await stat(binaries.postgres)).ino).toBe(ino);
  expect((await readdir(dataFolder)).toSorted()).toEqual(['package', `postgres-${unpacked.version}`]);
});
