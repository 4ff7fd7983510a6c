import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { callEvaluations, saveEvaluation, supersedeOtherEvaluations } from './evaluations.ts';
import { callFindings, flagsOf, replaceFindings, replaceFlags } from './findings.ts';
import type { Db } from './tables.ts';
import { newEvaluation, newFinding, newMark, storeCall } from './testing/calls.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

test('a new judging supersedes the former of its scorecard, which is kept with its marks', async () => {
  const id = await storeCall({}, db);
  const other = newEvaluation({ scorecardId: 'script', marks: [newMark({ answer: 3, points: 0.5 })] });
  await saveEvaluation(id, newEvaluation({ score: 60 }), db);
  await saveEvaluation(id, other, db);
  const rejudged = newEvaluation({
    score: 70,
    scorecardVersion: 2,
    marks: [
      newMark({ criterionId: 'b', answer: 5 }),
      newMark({
        criterionId: 'a',
        answer: 'no',
        points: null,
        evidence: [{ kind: 'window', startMs: 0, endMs: 15_000, soughtFor: 'a greeting', nearestTurn: null }],
      }),
    ],
  });
  await saveEvaluation(id, rejudged, db);
  expect(await callEvaluations(id, db)).toEqual([rejudged, other]);
  const kept = await db
    .selectFrom('evaluations')
    .select(['score', 'superseded_at'])
    .where('call_id', '=', id)
    .execute();
  expect(kept.filter((row) => row.superseded_at !== null).map((row) => row.score)).toEqual([60]);
  const marks = await db.selectFrom('marks').select('criterion_id').execute();
  expect(marks).toHaveLength(4);
});

test('many judgings at once leave one in force', async () => {
  const id = await storeCall({}, db);
  const scores = [10, 20, 30, 40, 50, 60];
  await Promise.all(scores.map((score) => saveEvaluation(id, newEvaluation({ score }), db)));
  const evaluations = await callEvaluations(id, db);
  expect(evaluations).toHaveLength(1);
  expect(scores).toContain(evaluations[0]?.score);
});

test('judgings on scorecards that no longer apply are superseded', async () => {
  const id = await storeCall({}, db);
  await saveEvaluation(id, newEvaluation({ scorecardId: 'classic' }), db);
  await saveEvaluation(id, newEvaluation({ scorecardId: 'script' }), db);
  await supersedeOtherEvaluations(id, ['script'], db);
  expect((await callEvaluations(id, db)).map((one) => one.scorecardId)).toEqual(['script']);
  await supersedeOtherEvaluations(id, [], db);
  expect(await callEvaluations(id, db)).toEqual([]);
});

test('each stage replaces its own findings, and all come in the order of time', async () => {
  const id = await storeCall({}, db);
  const late = newFinding({
    type: 'weapon',
    span: { startMs: 5000, endMs: 6000 },
    turn: null,
    chars: null,
    status: null,
  });
  const early = newFinding({ value: null, confidence: 0.5 });
  await replaceFindings(id, 'record', [newFinding({ type: 'lost' })], db);
  await replaceFindings(id, 'record', [late], db);
  await replaceFindings(id, 'analyse', [early], db);
  expect(await callFindings(id, db)).toEqual([early, late]);
  await replaceFindings(id, 'record', [], db);
  expect(await callFindings(id, db)).toEqual([early]);
});

test('flags come back in their order, and a call without any is not flagged', async () => {
  const id = await storeCall({}, db);
  const flag = { severity: 'critical' as const, reason: 'Because.', scorecardId: null, criteria: [] };
  const flags = [
    { ...flag, code: 'second' },
    { ...flag, code: 'first', criteria: ['x'] },
  ];
  await replaceFlags(id, flags, db);
  expect((await flagsOf([id], db)).get(id)).toEqual(flags);
  const flagged = () => db.selectFrom('calls').select('flagged').where('id', '=', id).executeTakeFirst();
  expect(await flagged()).toEqual({ flagged: true });
  await replaceFlags(id, [], db);
  expect(await flagged()).toEqual({ flagged: false });
  expect((await flagsOf([id], db)).has(id)).toBe(false);
});
