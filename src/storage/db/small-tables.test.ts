import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { EarshotError, publicError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { keepValue, keptValue } from './kept-values.ts';
import { dismissRejection, insertRejection, listRejections } from './rejections.ts';
import type { Db } from './tables.ts';
import { forgetWorker, lostWorkers, workerSeen } from './workers.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

test('rejections are listed newest first until they are dismissed', async () => {
  const problem = publicError(new EarshotError('audio_empty', { details: { fileName: 'a.wav' } }));
  const rejection = { channel: 'watch folder', fileName: 'a\0.wav', problem };
  const old = await insertRejection({ ...rejection, at: new Date('2026-01-01') }, db);
  const recent = await insertRejection({ ...rejection, at: new Date('2026-01-02') }, db);
  expect(await listRejections(1, db)).toEqual([
    { id: recent, channel: 'watch folder', fileName: 'a.wav', problem, at: '2026-01-02T00:00:00.000Z' },
  ]);
  expect(await dismissRejection(recent, db)).toBe(true);
  expect(await dismissRejection(recent, db)).toBe(false);
  expect(await dismissRejection(newId(), db)).toBe(false);
  expect(await dismissRejection('no id', db)).toBe(false);
  expect((await listRejections(10, db)).map((one) => one.id)).toEqual([old]);
});

test('a kept value stays until it is replaced', async () => {
  expect(await keptValue('demo', db)).toBeUndefined();
  await keepValue('demo', { loaded: true }, db);
  await keepValue('demo', null, db);
  expect(await keptValue('demo', db)).toBeNull();
  await keepValue('demo', ['a', 1], db);
  expect(await keptValue('demo', db)).toEqual(['a', 1]);
});

test('a worker is lost when it was not seen for long enough', async () => {
  await workerSeen('alive', db);
  await workerSeen('dead', db);
  await sql`update workers set last_seen_at = clock_timestamp() - interval '2 minutes' where id = 'dead'`.execute(
    db,
  );
  expect(await lostWorkers(60_000, db)).toEqual(['dead']);
  await workerSeen('dead', db);
  expect(await lostWorkers(60_000, db)).toEqual([]);
  await forgetWorker('dead', db);
  expect(await db.selectFrom('workers').select('id').execute()).toEqual([{ id: 'alive' }]);
});
