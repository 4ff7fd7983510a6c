import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { EarshotError, publicError } from '../../errors.ts';
import { beginStage, callStages, endStage, failStage, resetStagesFrom, waitStage } from './stages.ts';
import type { Db } from './tables.ts';
import { storeCall } from './testing/calls.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

const problem = publicError(new EarshotError('speech_engine_missing'));

async function stageOf(id: string, stage: string) {
  return (await callStages(id, db)).find((record) => record.stage === stage);
}

test('a stage that fails and is tried again counts its tries and forgets the problem', async () => {
  const id = await storeCall({}, db);
  expect(await beginStage(id, 'record', db)).toEqual({ tries: 1 });
  expect(await stageOf(id, 'record')).toMatchObject({ state: 'running', endedAt: null });
  await failStage(id, 'record', problem, db);
  expect(await stageOf(id, 'record')).toMatchObject({ state: 'failed', problem });
  expect(await beginStage(id, 'record', db)).toEqual({ tries: 2 });
  await endStage(id, 'record', db);
  const record = await stageOf(id, 'record');
  expect(record).toMatchObject({ state: 'done', tries: 2, problem: null });
  expect(Date.parse(record?.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(record?.startedAt ?? ''));
});

test('a stage that waits says what for', async () => {
  const id = await storeCall({}, db);
  await beginStage(id, 'transcribe', db);
  await waitStage(id, 'transcribe', problem, db);
  expect(await stageOf(id, 'transcribe')).toMatchObject({ state: 'waiting', problem });
});

test('starting over from a stage leaves those before it done', async () => {
  const id = await storeCall({}, db);
  for (const stage of ['record', 'transcribe', 'analyse', 'score', 'flag'] as const) {
    await beginStage(id, stage, db);
    await endStage(id, stage, db);
  }
  await resetStagesFrom(id, 'analyse', db);
  const states = (await callStages(id, db)).map((record) => record.state);
  expect(states).toEqual(['done', 'done', 'pending', 'pending', 'pending']);
  expect(await stageOf(id, 'score')).toMatchObject({ tries: 0, startedAt: null, endedAt: null });
});
