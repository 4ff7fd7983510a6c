import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { publicError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { stages } from '../../model/call.ts';
import { atomically } from './atomically.ts';
import { replaceCallFiles } from './call-files.ts';
import {
  callRow,
  countsByState,
  deleteCall,
  idsInState,
  insertCall,
  setCall,
  setGivenTranscript,
} from './calls.ts';
import { callStages } from './stages.ts';
import type { Db } from './tables.ts';
import { newCall, storeCall } from './testing/calls.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  await db.deleteFrom('calls').execute();
});

test('a new call is queued, with what came with it and every stage pending', async () => {
  const startedAt = '2026-02-03T04:05:06.789+02:00';
  const metadata = {
    title: 'Fire',
    startedAt,
    agent: 'A. Smith',
    queue: 'East',
    extra: { ticket: [1, 'x'] },
  };
  const call = newCall({ metadata, kind: 'psap', givenTranscript: { fileName: 'a.vtt', text: 'WEBVTT' } });
  expect(await insertCall(call, db)).toEqual({ id: call.id, duplicate: false });
  expect(await callRow(call.id, db)).toMatchObject({
    state: 'queued',
    stage: 'record',
    kind: 'psap',
    channel: 'upload',
    agent: 'A. Smith',
    queue: 'East',
    startedAt: new Date('2026-02-03T02:05:06.789Z'),
    receivedAt: call.receivedAt,
    metadata,
    givenTranscript: { fileName: 'a.vtt', text: 'WEBVTT' },
  });
  const records = await callStages(call.id, db);
  expect(records.map(({ stage, state, tries }) => ({ stage, state, tries }))).toEqual(
    stages.map((stage) => ({ stage, state: 'pending', tries: 0 })),
  );
});

test('the same recording twice is one call', async () => {
  const first = await insertCall(newCall({ contentHash: 'same' }), db);
  const second = await insertCall(newCall({ contentHash: 'same' }), db);
  expect(second).toEqual({ id: first.id, duplicate: true });
});

test('ten inserts of one recording at once store it once', async () => {
  const calls = Array.from({ length: 10 }, () => newCall({ contentHash: 'raced' }));
  const inserted = await Promise.all(calls.map((call) => insertCall(call, db)));
  expect(inserted.filter((result) => !result.duplicate)).toHaveLength(1);
  expect(new Set(inserted.map((result) => result.id)).size).toBe(1);
  expect(await countsByState(db)).toMatchObject({ queued: 1 });
});

test('an insert waits for a rival that is rolled back, and then is the one that counts', async () => {
  const rolledBack = Promise.withResolvers<void>();
  const inserted = Promise.withResolvers<void>();
  const rival = atomically(db, async (tx) => {
    await insertCall(newCall({ contentHash: 'contested' }), tx);
    inserted.resolve();
    await rolledBack.promise;
    throw new Error('the rival fails');
  });
  await inserted.promise;
  const call = newCall({ contentHash: 'contested' });
  const ours = insertCall(call, db);
  rolledBack.resolve();
  await expect(rival).rejects.toThrow('the rival fails');
  expect(await ours).toEqual({ id: call.id, duplicate: false });
});

test('text that Postgres refuses is stored without what it refuses', async () => {
  const id = await storeCall(
    {
      metadata: { title: 'a\0b', extra: { 'k\0ey': 'lone \ud800 surrogate\0' } },
      givenTranscript: { fileName: 'x\0.vtt', text: 'one\0 two' },
    },
    db,
  );
  const row = await callRow(id, db);
  expect(row.metadata).toEqual({ title: 'ab', extra: { key: 'lone \ufffd surrogate' } });
  expect(row.givenTranscript).toEqual({ fileName: 'x.vtt', text: 'one two' });
});

test('a patch changes what it names and nothing else', async () => {
  const id = await storeCall({}, db);
  const problem = publicError(new Error('boom'));
  expect(await setCall(id, { state: 'failed', progress: 0.5, problem, score: 71.25 }, db)).toBe(true);
  expect(await setCall(id, { progress: null, band: 'fair' }, db)).toBe(true);
  expect(await setCall(id, {}, db)).toBe(true);
  expect(await callRow(id, db)).toMatchObject({ state: 'failed', stage: 'record', progress: null, problem });
});

test('a patch of a call that is gone says so', async () => {
  expect(await setCall(newId(), { state: 'done' }, db)).toBe(false);
  expect(await setCall(newId(), {}, db)).toBe(false);
});

test.each([newId(), 'not-an-id', ''])('no call has the id "%s"', async (id) => {
  await expect(callRow(id, db)).rejects.toMatchObject({ code: 'call_not_found' });
  await expect(deleteCall(id, db)).rejects.toMatchObject({ code: 'call_not_found' });
});

test('deleting a call leaves nothing of it and names its objects', async () => {
  const id = await storeCall({ said: ['Fire at the mill'] }, db);
  const file = {
    objectId: 'o1',
    fileName: 'a.wav',
    bytes: 2 ** 33,
    sha256: 'ff',
    sampleRateHz: null,
    channels: null,
  };
  await replaceCallFiles(id, 'original', [file], db);
  await replaceCallFiles(id, 'audio', [{ ...file, objectId: 'o2' }], db);
  const { objectIds } = await deleteCall(id, db);
  expect(objectIds.toSorted()).toEqual(['o1', 'o2']);
  for (const table of [
    'calls',
    'call_intakes',
    'call_stages',
    'call_files',
    'turns',
    'transcripts',
  ] as const) {
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  }
});

test('calls are counted in every state and listed by state, oldest first', async () => {
  const late = await storeCall({ receivedAt: new Date('2026-03-02'), patch: { state: 'failed' } }, db);
  const early = await storeCall({ receivedAt: new Date('2026-03-01'), patch: { state: 'failed' } }, db);
  await storeCall({}, db);
  expect(await countsByState(db)).toEqual({
    queued: 1,
    processing: 0,
    'waiting for a speech engine': 0,
    done: 0,
    failed: 2,
  });
  expect(await idsInState('failed', db)).toEqual([early, late]);
});

test('a transcript can be given later', async () => {
  const id = await storeCall({}, db);
  await setGivenTranscript(id, { fileName: 'late.srt', text: '1' }, db);
  expect((await callRow(id, db)).givenTranscript).toEqual({ fileName: 'late.srt', text: '1' });
});
