import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { Opinion } from '../../model/judgement.ts';
import type { Wait } from '../../model/review.ts';
import { callEvaluations, saveEvaluation, saveStanding, storedEvaluations } from './evaluations.ts';
import { personAnswers } from './person-answers.ts';
import { addReviewEntry, entriesOf, reviewEntries, type StoredEntry } from './review-entries.ts';
import { replaceWaits, reviewQueue } from './review-waits.ts';
import type { Db } from './tables.ts';
import { newEvaluation, newMark, storeCall } from './testing/calls.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

const at = '2026-03-01T12:00:00.000Z';
const opinion: Opinion = {
  source: 'person',
  answer: 'no',
  confidence: 1,
  reason: 'It was not said.',
  turns: [0],
  model: null,
  person: { name: 'Ines', at },
};
const autoFail = {
  id: 'X2',
  title: 'No place',
  reason: 'No place came out.',
  evidence: newMark({}).evidence,
};

test('how an evaluation stands is kept beside what the machine found, and can go back to it', async () => {
  const id = await storeCall({}, db);
  const marks = [newMark({ criterionId: 'a' }), newMark({ criterionId: 'b' })];
  const machine = newEvaluation({ marks, autoFails: [autoFail] });
  const evaluation = { id: await saveEvaluation(id, machine, db), machine };
  const byPerson = newMark({ criterionId: 'b', answer: 'no', source: 'person', opinions: [opinion] });
  const standing = newEvaluation({
    score: 40,
    state: 'released',
    marks: [marks[0]!, byPerson],
  });
  await saveStanding(evaluation, standing, db);
  expect(await callEvaluations(id, db)).toEqual([standing]);
  const [stored] = await storedEvaluations(id, db);
  expect(stored!.machine).toMatchObject({ marks, autoFails: [autoFail] });
  expect(await personAnswers(10, db)).toEqual([
    { call: id, scorecardId: 'classic', scorecardVersion: 1, criterionId: 'b', opinions: [opinion] },
  ]);
  await saveStanding(evaluation, machine, db);
  expect(await callEvaluations(id, db)).toEqual([machine]);
  expect(await personAnswers(10, db)).toEqual([]);
});

test('the history comes in the order in which it was written, by version of the scorecard', async () => {
  const id = await storeCall({}, db);
  const entry = (author: string, scorecardVersion: number): StoredEntry => ({
    of: { scorecardId: 'classic', scorecardVersion },
    author,
    at,
    event: { kind: 'release', comment: null },
    score: 50,
  });
  for (const one of [entry('Ada', 1), entry('Ben', 2), entry('Cleo', 1)]) await addReviewEntry(id, one, db);
  const seen: StoredEntry = { ...entry('Dan', 1), of: null, event: { kind: 'see', flags: ['risk'] } };
  await addReviewEntry(id, seen, db);
  const all = await reviewEntries(id, db);
  expect(all.map((one) => one.author)).toEqual(['Ada', 'Ben', 'Cleo', 'Dan']);
  expect(all.at(-1)).toEqual(seen);
  const first = entriesOf(all, { scorecardId: 'classic', scorecardVersion: 1 });
  expect(first.map((one) => one.author)).toEqual(['Ada', 'Cleo']);
});

test('what goes on waiting keeps its time, the most urgent comes first, and routine stays out of the list', async () => {
  const id = await storeCall({ kind: 'psap' }, db);
  const wait = (reason: Wait['reason'], isRoutine = false): Wait => ({
    reason,
    scorecardId: 'classic',
    criterionIds: ['a'],
    flags: [],
    text: 'It waits.',
    blocksRelease: true,
    isRoutine,
  });
  const later = new Date('2026-03-02T12:00:00.000Z');
  await replaceWaits(id, [wait('suggestion')], new Date(at), db);
  await replaceWaits(id, [wait('suggestion'), wait('disputed'), wait('unclear', true)], later, db);
  const { items, counts, calls } = await reviewQueue({ limit: 10, drills: false }, db);
  expect(items.map((one) => [one.reason, one.since])).toEqual([
    ['disputed', later.toISOString()],
    ['suggestion', at],
  ]);
  expect([counts.disputed, counts.unclear, calls]).toEqual([1, 0, 1]);
  expect((await reviewQueue({ limit: 10, drills: false, kind: 'contact-centre' }, db)).items).toEqual([]);
  await replaceWaits(id, [], later, db);
  expect((await reviewQueue({ limit: 10, drills: false }, db)).calls).toBe(0);
});

test('what waits about a drill is listed and counted only when it is asked for', async () => {
  const wait: Wait = {
    ...{ reason: 'auto_fail', scorecardId: 'classic', criterionIds: ['a'], flags: [] },
    ...{ text: 'It waits.', blocksRelease: true, isRoutine: false },
  };
  const real = await storeCall({ kind: 'psap', source: 'live' }, db);
  const drill = await storeCall({ kind: 'psap', source: 'simulated' }, db);
  for (const id of [real, drill]) await replaceWaits(id, [wait], new Date(at), db);
  const without = await reviewQueue({ limit: 10, drills: false }, db);
  expect(without.items.map(({ call }) => [call.id, call.source])).toEqual([[real, 'live']]);
  expect([without.calls, without.total, without.counts.auto_fail]).toEqual([1, 1, 1]);
  const all = await reviewQueue({ limit: 10, drills: true, reason: 'auto_fail' }, db);
  expect(all.items.map(({ call }) => call.source).sort()).toEqual(['live', 'simulated']);
  expect([all.calls, all.total, all.counts.auto_fail]).toEqual([2, 2, 2]);
});
