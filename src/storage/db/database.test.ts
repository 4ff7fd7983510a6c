import { createServer } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import { callRow } from './calls.ts';
import { connect, openDatabase, runSqlIn } from './database.ts';
import { databaseError } from './database-error.ts';
import { DatabaseSettings } from './settings.ts';
import { storeCall } from './testing/calls.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const settings = DatabaseSettings.parse({ connectTimeoutMs: 300 });
const deps = { clock: systemClock, log: silentLog };

function open(databaseUrl: string) {
  return openDatabase({ databaseUrl, dataFolder: '/nowhere', settings }, deps);
}

test('a database of one’s own is used as it is', async () => {
  await using opened = await open(database.url);
  const id = await storeCall({}, opened.db);
  expect((await callRow(id, database.db)).id).toBe(id);
});

test('a server that is not there, does not let us in, or lacks the database is unavailable', async () => {
  const changed = (change: (url: URL) => void) => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };
  const urls = [
    changed((url) => {
      url.port = '1';
    }),
    changed((url) => {
      url.password = 'wrong';
    }),
    changed((url) => {
      url.pathname = '/absent';
    }),
    changed((url) => {
      url.hostname = 'no-such-host.invalid';
    }),
  ];
  for (const url of urls) await expect(open(url)).rejects.toMatchObject({ code: 'database_unavailable' });
});

test('a server that never answers is unavailable once the time for it is over', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  await expect(open(`postgres://a:b@127.0.0.1:${port}/c`)).rejects.toMatchObject({
    code: 'database_unavailable',
  });
  silent.close();
});

test('a database that is not in UTF8 is refused before anything is stored in it', async () => {
  const name = 'latin_one';
  await sql
    .raw(`create database ${name} template template0 encoding 'LATIN1' locale 'C' locale_provider libc`)
    .execute(database.db);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  await expect(open(url.href)).rejects.toMatchObject({
    code: 'database_unsuitable',
    details: { encoding: 'LATIN1', neededEncoding: 'UTF8' },
  });
  await sql.raw(`drop database ${name}`).execute(database.db);
});

test('a connection that is cut fails its query as unavailable, and the next query gets a new one', async () => {
  await using opened = connect(database.url, settings, deps);
  const cut = sql`select pg_terminate_backend(pg_backend_pid())`.execute(opened.db);
  await expect(cut).rejects.toMatchObject({ code: 'database_unavailable' });
  expect((await sql<{ one: number }>`select 1 as one`.execute(opened.db)).rows).toEqual([{ one: 1 }]);
});

test('a transaction whose connection is cut is not committed', async () => {
  await using opened = connect(database.url, settings, deps);
  const cut = opened.db.transaction().execute(async (tx) => {
    await storeCall({ contentHash: 'cut off' }, tx);
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
  });
  await expect(cut).rejects.toMatchObject({ code: 'database_unavailable' });
  const kept = await opened.db
    .selectFrom('calls')
    .select('id')
    .where('content_hash', '=', 'cut off')
    .execute();
  expect(kept).toEqual([]);
});

test('a statement that takes too long is ended', async () => {
  await using opened = connect(database.url, { ...settings, statementTimeoutMs: 1000 }, deps);
  await expect(sql`select pg_sleep(30)`.execute(opened.db)).rejects.toMatchObject({ code: '57014' });
});

test('an error of the database tells which rule was broken but not by which values', async () => {
  const id = await storeCall({ metadata: { title: 'Secret title' } }, database.db);
  const twice = database.db
    .insertInto('calls')
    .values({ id, source: 'live', channel: 'x', content_hash: 'Secret hash', received_at: new Date() })
    .execute();
  const thrown = await twice.catch((error: unknown) => error);
  expect(thrown).toMatchObject({ code: '23505', constraint: 'calls_pkey' });
  expect(JSON.stringify({ ...(thrown as object), message: (thrown as Error).message })).not.toMatch(
    new RegExp(`Secret|${id}`),
  );
});

test.each([
  ['53100', 'disk_full'],
  ['57P03', 'database_unavailable'],
  ['53300', 'database_unavailable'],
  ['08006', 'database_unavailable'],
])('SQLSTATE %s is %s', (sqlState, code) => {
  const error = new pg.DatabaseError('whatever', 1, 'error');
  error.code = sqlState;
  expect(databaseError(error)).toMatchObject({ code });
});

test('plain SQL runs inside the transaction it is given', async () => {
  const failing = database.db.transaction().execute(async (tx) => {
    await runSqlIn(tx)('insert into workers (id, last_seen_at) values ($1, now())', ['w']);
    expect(await runSqlIn(tx)('select id from workers', [])).toEqual([{ id: 'w' }]);
    throw new Error('undo');
  });
  await expect(failing).rejects.toThrow('undo');
  expect(await runSqlIn(database.db)('select id from workers', [])).toEqual([]);
});
