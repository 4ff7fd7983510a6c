import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { until } from '../../../test/until.ts';
import { silentLog } from '../../log.ts';
import { type Claims, openClaims } from './claims.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const open = (): Promise<Claims> => openClaims(database.url, { log: silentLog });

test('what one server has no other has, until it gives it back or is gone', async () => {
  await using first = await open();
  const second = await open();
  expect([first.wasAlone, second.wasAlone]).toEqual([true, false]);
  expect(await Promise.all([second.take('drill', 'a'), second.take('drill', 'a')])).toEqual([true, false]);
  expect(await second.take('drill', 'a')).toBe(false);
  expect(await first.take('drill', 'a')).toBe(false);
  expect(await first.take('workers', 'a')).toBe(true);
  await second.release('drill', 'a');
  expect(await first.take('drill', 'a')).toBe(true);
  expect(await second.take('drill', 'b')).toBe(true);
  await second[Symbol.asyncDispose]();
  await until(() => first.take('drill', 'b'));
  await using third = await open();
  expect(third.wasAlone).toBe(false);
});

test('a server whose connection broke takes again what it had', async () => {
  await using claims = await open();
  expect(await claims.take('drill', 'mine')).toBe(true);
  await using stack = new AsyncDisposableStack();
  const admin = stack.adopt(new pg.Client({ connectionString: database.url }), (client) => client.end());
  await admin.connect();
  const ofClaims = `application_name = 'earshot claims' and datname = current_database()`;
  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${ofClaims}`);
  const claimed = `select count(*)::int as claims from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and mode = 'ExclusiveLock' and ${ofClaims}`;
  await until(() => claims.take('drill', 'new').catch(() => false));
  await until(async () => (await admin.query(claimed)).rows[0].claims === 2);
  await using other = await open();
  expect([await other.take('drill', 'mine'), await other.take('drill', 'other')]).toEqual([false, true]);
});
