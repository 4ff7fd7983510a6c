import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { atomically } from './atomically.ts';
import { setCall } from './calls.ts';
import { searchText } from './search-text.ts';
import type { Db } from './tables.ts';
import { newLeg, newTurn, storeCall } from './testing/calls.ts';
import { callLegs, callTranscript, replaceLegs, replaceTurns, saveTranscript } from './transcripts.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

test('a second transcript takes the place of the first', async () => {
  const id = await storeCall({ said: ['one', 'two', 'three'] }, db);
  const turns = [newTurn('only', 0)];
  await saveTranscript(id, { language: null, engine: 'sherpa-onnx tiny', turns }, db);
  expect(await callTranscript(id, db)).toEqual({ language: null, engine: 'sherpa-onnx tiny', turns });
});

test('a transcript without turns is one all the same', async () => {
  const id = await storeCall({ said: [] }, db);
  expect(await callTranscript(id, db)).toEqual({ language: 'en', engine: 'given', turns: [] });
});

test('a call that was not heard has no transcript', async () => {
  expect(await callTranscript(await storeCall({}, db), db)).toBeNull();
});

test('words keep their times in turns that have them and are absent in those that have none', async () => {
  const id = await storeCall({ said: [] }, db);
  const words = [{ text: 'yes', startMs: 12.125, endMs: 300, confidence: 0.875 }];
  const turns = [newTurn('mm', 0), { ...newTurn('yes', 1), words }, newTurn('mm', 2)];
  await replaceTurns(id, turns, db);
  expect((await callTranscript(id, db))?.turns).toEqual(turns);
});

test('a day of talk is stored: ten thousand turns, of more text than a search index takes', async () => {
  const said = Array.from(
    { length: 10_000 },
    (_, index) => `turn ${index} ${'lorem ipsum dolor '.repeat(6)}x${index}`,
  );
  const id = await storeCall({ said }, db);
  expect((await callTranscript(id, db))?.turns).toHaveLength(10_000);
  expect(Buffer.byteLength(searchText(said.map((text) => ({ text }))))).toBeLessThanOrEqual(200_003);
});

test('the most text that search reads can be indexed, every word of it different', async () => {
  const said = Array.from({ length: 60_000 }, (_, index) => index.toString(36).padStart(3, 'q'));
  const id = await storeCall({ said: [said.join(' ')] }, db);
  expect((await callTranscript(id, db))?.turns).toHaveLength(1);
});

test('new roles of legs are the roles of their turns', async () => {
  const id = await storeCall({ said: ['hello', 'hi', 'bye'] }, db);
  const swapped = [newLeg({ role: 'customer', roleSource: 'person' }), newLeg({ index: 1, role: 'agent' })];
  await replaceLegs(id, swapped, db);
  expect(await callLegs(id, db)).toEqual(swapped);
  const roles = (await callTranscript(id, db))?.turns.map((turn) => turn.role);
  expect(roles).toEqual(['customer', 'agent', 'customer']);
});

test('a stage that fails half way changes nothing', async () => {
  const id = await storeCall({ said: ['before'] }, db);
  const failing = atomically(db, async (tx) => {
    await replaceTurns(id, [newTurn('after', 0)], tx);
    throw new Error('later step');
  });
  await expect(failing).rejects.toThrow('later step');
  expect((await callTranscript(id, db))?.turns.map((turn) => turn.text)).toEqual(['before']);
});

test('stages and people who change one call at once wait for each other and never crosswise', async () => {
  const id = await storeCall({ said: ['hello'] }, db);
  const heard = () =>
    atomically(db, async (tx) => {
      await saveTranscript(id, { language: 'en', engine: 'given', turns: [newTurn('again', 0)] }, tx);
      await setCall(id, { state: 'done' }, tx);
    });
  const changed = () =>
    atomically(db, async (tx) => {
      await setCall(id, { score: Math.random() * 100 }, tx);
      await replaceLegs(id, [newLeg({})], tx);
    });
  await Promise.all(Array.from({ length: 30 }, (_, turn) => (turn % 2 === 0 ? heard() : changed())));
  expect((await callTranscript(id, db))?.turns.map((turn) => turn.text)).toEqual(['again']);
});
