import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import pg from 'pg';
import { EarshotError, toEarshotError } from '../../../errors.ts';
import type { Clock } from '../../../lib/clock.ts';
import { backoffMs } from '../../../lib/retry.ts';
import type { Log } from '../../../log.ts';
import { chooseAccount, systemAccounts } from './account.ts';
import { packagedBinaries, usableBinaries } from './binaries.ts';
import { type Cluster, openCluster } from './cluster.ts';
import type { Account } from './program.ts';
import { reachDataFolder } from './reach.ts';
import {
  endFormerServer,
  freePort,
  type Server,
  type ServerPlace,
  startServer,
  stopServer,
} from './server.ts';

export interface Embedded extends AsyncDisposable {
  /** Where to connect, with the password in it: not for logs. */
  readonly url: string;
}

type Deps = { clock: Clock; log: Log };

const database = 'earshot';
const startTries = 3;
/** What file systems answer to what they do not allow or cannot do, such as to give a file to another account. */
const refusals = ['EACCES', 'EPERM', 'EROFS', 'EINVAL', 'ENOTSUP', 'ENOTDIR'];

/**
 * Runs the PostgreSQL of a data folder: makes its cluster at the first start, ends a server that an Earshot that
 * was killed left behind, starts one that listens on this machine only, and starts it again should it end by
 * itself. Disposing ends it in order. The caller holds the data folder's lock.
 * @throws data_folder_unusable, database_start_failed, disk_full
 */
export async function openEmbedded(settings: { dataFolder: string }, deps: Deps): Promise<Embedded> {
  try {
    return await openServer(settings, deps);
  } catch (thrown) {
    throw folderError(thrown, settings.dataFolder);
  }
}

/** What the system refuses on the way is refused in the data folder: nothing else is written to. */
function folderError(thrown: unknown, folder: string): unknown {
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  if (code === undefined || !refusals.includes(code)) return toEarshotError(thrown);
  const todo = 'See to it that this account may write to the data folder, or choose another one.';
  return new EarshotError('data_folder_unusable', {
    details: { folder, reason: code, syscall, todo },
    cause: thrown,
  });
}

async function openServer(settings: { dataFolder: string }, deps: Deps): Promise<Embedded> {
  const account = await serverAccount();
  await reachDataFolder(resolve(settings.dataFolder), account);
  // Without links, so that a server of this folder is known by it whichever way it was reached.
  const dataFolder = await realpath(settings.dataFolder);
  const binaries = await usableBinaries(await packagedBinaries(), dataFolder, account, deps);
  const cluster = await openCluster(dataFolder, binaries, account, deps);
  const place = { binaries, account, clusterFolder: cluster.folder, dataFolder };
  await endFormerServer(place, deps);
  const server = await startSomewhere(place, deps);
  const supervised = supervise(server, place, deps);
  try {
    await makeDatabase(cluster, server.port);
  } catch (thrown) {
    await supervised[Symbol.asyncDispose]();
    throw thrown;
  }
  return {
    url: addressOf(cluster, server.port, database),
    [Symbol.asyncDispose]: supervised[Symbol.asyncDispose],
  };
}

/** Undefined when it can run as whoever runs Earshot. */
async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const account = await chooseAccount(systemAccounts);
  if (account) return account;
  const todo =
    'PostgreSQL does not run as root, and no other account was found. Make one: useradd --system earshot';
  throw new EarshotError('database_start_failed', { details: { todo } });
}

/** A port may be taken, or the memory of a server that crashed still be in use, for a moment. */
async function startSomewhere(place: ServerPlace, deps: Deps): Promise<Server> {
  for (let tries = 1; ; tries++) {
    try {
      return await startServer(place, await freePort(), deps);
    } catch (thrown) {
      if (tries === startTries || toEarshotError(thrown).code === 'disk_full') throw thrown;
      deps.log.warn({ err: thrown }, 'PostgreSQL did not start; it is tried again');
      await deps.clock.sleep(backoffMs(tries + 1, { firstDelayMs: 500, maxDelayMs: 2000 }));
    }
  }
}

/** Starts the server again, on its port, whenever it ends without having been told to. */
function supervise(first: Server, place: ServerPlace, deps: Deps): AsyncDisposable {
  const stop = new AbortController();
  let running: Server | undefined = first;

  async function keepRunning(): Promise<void> {
    for (let failures = 0; !stop.signal.aborted; ) {
      if (running) {
        const how = await running.exited;
        running = undefined;
        if (stop.signal.aborted) return;
        deps.log.error({ how }, 'PostgreSQL ended by itself; it is started again');
        failures = 0;
      }
      try {
        if (failures > 0) {
          await deps.clock.sleep(
            backoffMs(failures + 1, { firstDelayMs: 500, maxDelayMs: 30_000 }),
            stop.signal,
          );
        }
        running = await startServer(place, first.port, deps);
      } catch (thrown) {
        if (stop.signal.aborted) return;
        failures++;
        deps.log.error({ err: toEarshotError(thrown), failures }, 'PostgreSQL did not start again');
      }
    }
  }

  const kept = keepRunning();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      if (running) await stopServer(running, place, deps);
      await kept;
      // A start that was under way when we were told to stop.
      if (running) await stopServer(running, place, deps);
    },
  };
}

async function makeDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(cluster, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

function addressOf(cluster: Cluster, port: number, name: string): string {
  return `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${name}`;
}
