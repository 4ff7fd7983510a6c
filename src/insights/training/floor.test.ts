import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { loadPacks } from '../../analysis/packs/load-packs.ts';
import { packsFolder } from '../../analysis/testing/calls.ts';
import { newId } from '../../lib/ids.ts';
import type { SourceAgreement } from '../../model/agreement.ts';
import type { Answer, Opinion } from '../../model/judgement.ts';
import { NewAssignment, type ScenarioTraits } from '../../model/training.ts';
import { drillAnswered, drillEnded, insertDrill } from '../../storage/db/drills.ts';
import { saveEvaluation, saveStanding } from '../../storage/db/evaluations.ts';
import type { Db } from '../../storage/db/tables.ts';
import { newEvaluation, newMark, storeCall } from '../../storage/db/testing/calls.ts';
import { openAssignments } from './assignments.ts';
import { type FloorParts, fromTheFloor } from './from-the-floor.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

const card = { scorecardId: 'psap-call-taking', scorecardVersion: 1 };
const scenario = {
  id: 'chest-pain',
  title: 'Chest pain, then collapse',
  kind: 'psap' as const,
  level: 2,
  summary: 'A daughter calls for her father.',
  seed: 202,
};
const traits: ScenarioTraits[] = [
  {
    scenario,
    family: 'medical',
    trains: [
      {
        scorecardId: card.scorecardId,
        criterionId: 'B3',
        strength: 4,
        because: [{ how: 'must', title: 'says the address back' }],
      },
    ],
  },
];
const day = (at: number) => new Date(Date.UTC(2026, 4, at, 12));
const packs = await loadPacks(packsFolder);

function parts(own: Partial<FloorParts> = {}): FloorParts {
  const now = day(30).getTime();
  const clock = { now: () => now } as FloorParts['clock'];
  return {
    db,
    clock,
    packs: async () => packs,
    outlines: async () => [scenario],
    traits: async () => ({ traits, isPending: false }),
    agreement: async () => ({ sources: [] }),
    ...own,
  };
}

/** A real call of somebody with one answer to B3. */
async function call(agent: string, at: number, answer: Answer, byPerson?: Answer): Promise<string> {
  const metadata = { agent, startedAt: day(at).toISOString() };
  const id = await storeCall({ metadata, patch: { state: 'done' } }, db);
  const points = { yes: 1, no: 0, na: null }[answer as 'yes'];
  const marks = [newMark({ criterionId: 'B3', answer, points, weight: 6 })];
  const machine = newEvaluation({ ...card, marks });
  const evaluation = { id: await saveEvaluation(id, machine, db), machine };
  if (byPerson !== undefined) {
    const opinions = [personSays(byPerson)];
    const standing = {
      answer: byPerson,
      points: byPerson === 'yes' ? 1 : 0,
      source: 'person' as const,
      opinions,
    };
    await saveStanding(evaluation, { ...machine, marks: [{ ...marks[0]!, ...standing }] }, db);
  }
  return id;
}

function personSays(answer: Answer): Opinion {
  const person = { name: 'Ines', at: day(1).toISOString() };
  return { source: 'person', answer, confidence: 1, reason: 'Heard.', turns: [0], model: null, person };
}

test('what is missed in three of the last calls is a suggestion until people or agreement stand behind it', async () => {
  const missed = [await call('Noor', 1, 'no'), await call('Noor', 2, 'no'), await call('Noor', 3, 'no')];
  await call('Noor', 4, 'yes');
  await call('Noor', 5, 'na');
  await call('Sam', 3, 'no');
  const asked = { agent: 'noor ', least: 3, of: 10 };
  const { weaknesses } = await fromTheFloor(asked, parts());
  expect(weaknesses).toMatchObject([
    {
      agent: 'Noor',
      criterionId: 'B3',
      title: 'Location confirmed by both sides',
      missed: 3,
      standing: 'suggestion',
      reason: 'It was not compared with people.',
      scenarios: [{ scenario: { id: 'chest-pain' }, because: [{ title: 'says the address back' }] }],
    },
  ]);
  expect(weaknesses[0]!.calls).toHaveLength(4);
  expect(weaknesses[0]!.calls.filter((one) => one.missed).map(({ callId }) => callId)).toEqual(
    missed.reverse(),
  );
  const { weaknesses: facts } = await fromTheFloor(asked, parts({ agreement: async () => agreed }));
  expect(facts).toMatchObject([{ standing: 'fact', reason: null }]);
});

test('an answer of a person takes the place of the rule, for and against', async () => {
  for (const at of [1, 2, 3]) await call('Lea', at, 'no', 'yes');
  for (const at of [1, 2, 3]) await call('Tom', at, 'yes', 'no');
  const { weaknesses } = await fromTheFloor({ least: 3, of: 10 }, parts());
  expect(weaknesses.filter(({ agent }) => agent !== 'Noor')).toMatchObject([
    { agent: 'Tom', missed: 3, standing: 'fact' },
  ]);
});

test('once trained, later calls are compared with those before, and told only when there are enough', async () => {
  for (let at = 1; at <= 9; at++) await call('Ada', at, 'no');
  const { create } = openAssignments(parts());
  const watch = { agent: 'Ada', scorecardId: card.scorecardId, criterionId: 'B3' };
  const assigned = NewAssignment.parse({
    title: 'Say it back',
    scenarios: ['chest-pain'],
    trainees: ['Ada'],
    by: 'Ines',
    watch,
  });
  const { id } = await create(assigned);
  const watched = async () => (await fromTheFloor({ agent: 'Ada', least: 3, of: 10 }, parts())).watched[0]!;
  expect(await watched()).toMatchObject({ verdict: 'not trained yet', before: { missed: 9 } });
  await trainAt(day(10), id);
  for (let at = 11; at <= 14; at++) await call('Ada', at, 'yes');
  expect(await watched()).toMatchObject({ verdict: 'not enough calls yet', after: { missed: 0 } });
  for (let at = 15; at <= 19; at++) await call('Ada', at, at === 15 ? 'no' : 'yes');
  const after = await watched();
  expect(after).toMatchObject({ verdict: 'missed less', after: { missed: 1, share: { value: 1 / 9 } } });
  expect(after.after.calls).toHaveLength(9);
  expect(after.change!.high).toBeLessThan(0);
});

async function trainAt(at: Date, assignmentId: string): Promise<void> {
  const id = newId();
  const drill = { id, scenario, scenarioVersion: 1, scenarioDigest: 'of a test', seed: 1, voice: 'none' };
  const how = { mode: 'typed' as const, words: 'written' as const };
  await insertDrill({ ...drill, ...how, trainee: 'ada', assignmentId, createdAt: at }, db);
  await drillAnswered(id, null, at, db);
  const scored = { total: 80, result: 'not met' as const, report: {} };
  await drillEnded(id, { ended: 'trainee_ended', endedAt: at, durationMs: 1000, scored }, db);
}

const gate = { state: 'fact' as const, reason: 'Agreement with people beyond chance is 0.9.' };
/** Rules that agree with people on this one question. */
const agreed = {
  sources: [
    {
      source: 'rule' as const,
      model: null,
      basis: 'people here' as const,
      scorecards: [{ ...card, criteria: [{ criterionId: 'B3', gate }] }],
    },
  ] as unknown as SourceAgreement[],
};
