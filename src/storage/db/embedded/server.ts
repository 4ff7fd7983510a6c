import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { EarshotError } from '../../../errors.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Log } from '../../../log.ts';
import type { Binaries } from './binaries.ts';
import { isFull } from './disk.ts';
import { guardServer } from './guard.ts';
import { judgeFormer, type PostmasterFile, parsePostmasterFile } from './postmaster.ts';
import { type Account, plainEnvironment, runProgram } from './program.ts';
import { serverSettings, settingArguments } from './tuning.ts';

/** What is needed to run the server of a cluster. */
export interface ServerPlace {
  binaries: Binaries;
  account: Account | undefined;
  clusterFolder: string;
  dataFolder: string;
}

/** A server process that was seen to be ready. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  /** Resolves with how it ended, whoever ended it. */
  readonly exited: Promise<string>;
}

type Deps = { clock: Clock; log: Log };

const pollMs = 50;
const startTimeoutMs = 5 * 60_000;
const stopTimeoutMs = 60_000;
const maxLogBytes = 10 * 1024 * 1024;

/**
 * Starts the server and waits until it takes connections, also through a recovery after a crash.
 * It gets a session of its own, so that a Ctrl-C in the terminal reaches Earshot alone, which then ends the server
 * in order; and its log is a file, so that it can write to it after Earshot was killed, until its guard ends it.
 * @throws database_start_failed with the end of its log, disk_full
 */
export async function startServer(place: ServerPlace, port: number, deps: Deps): Promise<Server> {
  const logPath = join(place.dataFolder, 'postgres.log');
  await keepLogShort(logPath);
  const logFile = await open(logPath, 'a', 0o600);
  const logStart = (await logFile.stat()).size;
  const settings = serverSettings({ port, totalMemoryBytes: totalmem() });
  const child = spawn(place.binaries.postgres, ['-D', place.clusterFolder, ...settingArguments(settings)], {
    cwd: place.dataFolder,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
    env: plainEnvironment(),
    ...(place.account ? { uid: place.account.uid, gid: place.account.gid } : {}),
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  await logFile.close();
  const { pid } = child;
  if (pid !== undefined) guardServer(pid, exited, place.account);
  const start = pid === undefined ? 'ended' : await waitUntilReady({ pid, exited }, place, deps);
  if (pid !== undefined && start === 'ready') {
    // The wait for its end must not keep a process alive that wants to end.
    child.unref();
    return { pid, port, exited };
  }
  if (pid !== undefined && start === 'late') await stopServer({ pid, exited }, place, deps);
  if (await isFull(place.dataFolder)) throw new EarshotError('disk_full');
  throw new EarshotError('database_start_failed', {
    details: { reason: await exited, log: await logSince(logPath, logStart) },
  });
}

async function waitUntilReady(
  server: Pick<Server, 'pid' | 'exited'>,
  place: ServerPlace,
  deps: Deps,
): Promise<'ready' | 'ended' | 'late'> {
  let hasEnded = false;
  void server.exited.then(() => {
    hasEnded = true;
  });
  const startedAt = deps.clock.now();
  while (!hasEnded) {
    const file = await readPostmasterFile(place.clusterFolder);
    if (file?.pid === server.pid && file.status === 'ready') return 'ready';
    if (deps.clock.now() - startedAt > startTimeoutMs) return 'late';
    await deps.clock.sleep(pollMs);
  }
  return 'ended';
}

/** Ends the server in order: open transactions are rolled back, and what is committed is on disk. */
export async function stopServer(
  server: Pick<Server, 'pid' | 'exited'>,
  place: ServerPlace,
  deps: Deps,
): Promise<void> {
  if (process.platform === 'win32') {
    await runProgram(place.binaries.pgCtl, ['stop', '-D', place.clusterFolder, '-m', 'fast', '-w']);
    await server.exited;
    return;
  }
  signalServer(server.pid, 'SIGINT');
  if (await endsWithin(server.exited, stopTimeoutMs, deps)) return;
  deps.log.warn(
    {},
    'PostgreSQL does not end in time; it is told to end at once, and will recover at the next start',
  );
  // Never SIGKILL: its children would go on writing without it.
  signalServer(server.pid, 'SIGQUIT');
  if (!(await endsWithin(server.exited, stopTimeoutMs, deps))) {
    deps.log.error({ pid: server.pid }, 'PostgreSQL does not end');
  }
}

/** Stops a server of this cluster that outlived the Earshot that started it, and clears away a stale pid file. */
export async function endFormerServer(place: ServerPlace, deps: Deps): Promise<void> {
  const file = await readPostmasterFile(place.clusterFolder);
  const former = judgeFormer(file, file && (await commandOf(file.pid)), place.clusterFolder);
  if (former.kind === 'none') return;
  if (former.kind === 'orphan') {
    deps.log.info({}, 'ending a PostgreSQL that an Earshot that was killed had started');
    await stopServer({ pid: former.pid, exited: endOf(former.pid, place.clusterFolder, deps) }, place, deps);
    return;
  }
  // PostgreSQL itself would take any process with that pid for a server, and refuse to start.
  await rm(join(place.clusterFolder, 'postmaster.pid'), { force: true });
}

async function endOf(pid: number, clusterFolder: string, deps: Deps): Promise<string> {
  const file: PostmasterFile = { pid, port: undefined, status: undefined };
  while (judgeFormer(file, await commandOf(pid), clusterFolder).kind === 'orphan') {
    await deps.clock.sleep(pollMs);
  }
  return 'ended';
}

async function endsWithin(exited: Promise<string>, timeoutMs: number, deps: Deps): Promise<boolean> {
  const stop = new AbortController();
  const late = deps.clock.sleep(timeoutMs, stop.signal).then(
    () => false,
    () => true,
  );
  const ended = await Promise.race([exited.then(() => true), late]);
  stop.abort();
  return ended;
}

/** @throws data_folder_unusable when it is not ours to end */
function signalServer(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal);
  } catch (thrown) {
    const reason = (thrown as NodeJS.ErrnoException).code;
    // It ended by itself a moment ago.
    if (reason === 'ESRCH') return;
    const todo =
      'A PostgreSQL of another account uses this data folder. End it, or start Earshot under that account.';
    throw new EarshotError('data_folder_unusable', { details: { pid, reason, todo }, cause: thrown });
  }
}

async function readPostmasterFile(clusterFolder: string): Promise<PostmasterFile | undefined> {
  try {
    return parsePostmasterFile(await readFile(join(clusterFolder, 'postmaster.pid'), 'utf8'));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** The command line of a process, or undefined when there is none with this pid (or it is a zombie). */
async function commandOf(pid: number): Promise<string[] | undefined> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return text === '' ? undefined : text.split('\0');
  }
  if (process.platform === 'win32') {
    const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
    const ran = await runProgram('powershell.exe', ['-NoProfile', '-Command', query]);
    return ran.stdout.trim() === '' ? undefined : [ran.stdout.trim().replaceAll('"', '')];
  }
  const ran = await runProgram('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return ran.stdout.trim() === '' ? undefined : [ran.stdout.trim()];
}

/** A port of this machine that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new EarshotError('database_start_failed');
  return address.port;
}

async function keepLogShort(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > maxLogBytes) await rename(path, `${path}.1`);
}

async function logSince(path: string, start: number): Promise<string> {
  const bytes = await readFile(path);
  return bytes.subarray(start).toString('utf8').slice(-4000).trim();
}
