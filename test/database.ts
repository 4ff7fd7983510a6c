import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { systemClock } from '../src/lib/clock.ts';
import { newId } from '../src/lib/ids.ts';
import { silentLog } from '../src/log.ts';
import { connect } from '../src/storage/db/database.ts';
import { openEmbedded } from '../src/storage/db/embedded/embedded.ts';
import { migrate } from '../src/storage/db/migrate.ts';
import { DatabaseSettings } from '../src/storage/db/settings.ts';
import type { Db } from '../src/storage/db/tables.ts';

/**
 * One embedded PostgreSQL for a whole test run, started by vitest before the first test. Each test file that needs
 * a database gets a copy of a migrated template, in some 50 ms, and drops it.
 */
declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

const folderName = /^earshot-tests-(\d+)-/;
const template = 'earshot_template';
const copyName = /^test_/;
const deps = { clock: systemClock, log: silentLog };

/** For vitest's `globalSetup`. */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  const dataFolder = await mkdtemp(join(tmpdir(), `earshot-tests-${process.pid}-`));
  const embedded = await openEmbedded({ dataFolder }, deps);
  await onServer(embedded.url, (client) => client.query(`create database ${template}`));
  await using database = connect(withDatabase(embedded.url, template), DatabaseSettings.parse({}), deps);
  await migrate(database.db);
  project.provide('databaseUrl', embedded.url);
  return async () => {
    const left = await copiesLeft(embedded.url);
    await embedded[Symbol.asyncDispose]();
    await rm(dataFolder, { recursive: true, force: true });
    if (left > 0) throw new Error(`${left} test databases were not disposed of`);
  };
}

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly db: Db;
}

/**
 * An empty migrated database that nobody else uses. Disposing drops it, and fails when a connection to it was
 * left open.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('databaseUrl');
  const name = `test_${newId().replaceAll('-', '')}`;
  await onServer(serverUrl, (client) => client.query(`create database ${name} template ${template}`));
  const url = withDatabase(serverUrl, name);
  const database = connect(url, DatabaseSettings.parse({}), deps);
  return {
    url,
    db: database.db,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await onServer(serverUrl, (client) => dropWithoutLeak(name, client));
    },
  };
}

async function dropWithoutLeak(name: string, client: pg.Client): Promise<void> {
  try {
    // Waits up to five seconds for connections that are being closed.
    await client.query(`drop database ${name}`);
  } catch (cause) {
    const { rows } = await client.query(
      'select application_name, query from pg_stat_activity where datname = $1',
      [name],
    );
    await client.query(`drop database ${name} with (force)`);
    throw new Error(`connections to the test database were left open: ${JSON.stringify(rows)}`, { cause });
  }
}

async function copiesLeft(serverUrl: string): Promise<number> {
  return onServer(serverUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
    return rows.filter((row) => copyName.test(row.datname)).length;
  });
}

async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** What test runs that were killed left: their folders, and servers that still run. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = folderName.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const dataFolder = join(tmpdir(), name);
    try {
      // Opening a data folder ends the server that a killed process left on it.
      await (await openEmbedded({ dataFolder }, deps))[Symbol.asyncDispose]();
      await rm(dataFolder, { recursive: true, force: true });
    } catch {
      // Another run clears it away at this moment, or it belongs to another account.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
