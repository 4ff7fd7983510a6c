import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { newId } from '../../lib/ids.ts';
import { CallList, CallQuery } from '../../model/api.ts';
import { callFacets, listCalls } from './call-list.ts';
import { deleteCall, setCall } from './calls.ts';
import { replaceFlags } from './findings.ts';
import type { Db } from './tables.ts';
import { newTurn, storeCall } from './testing/calls.ts';
import { replaceTurns } from './transcripts.ts';

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

async function list(asked: Record<string, unknown> = {}) {
  const answer = await listCalls(CallQuery.parse(asked), db);
  expect(CallList.parse(answer)).toEqual(answer);
  return answer;
}

async function found(q: string): Promise<string[]> {
  return (await list({ q, order: 'asc' })).calls.map((call) => call.id);
}

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));

test('no calls are a list of none', async () => {
  expect(await list()).toEqual({ calls: [], nextCursor: null, total: { count: 0, more: false } });
  expect(await list({ q: 'fire' })).toEqual({
    calls: [],
    nextCursor: null,
    total: { count: 0, more: false },
  });
});

test('a list shows of a call what a row of it needs', async () => {
  const id = await storeCall(
    {
      metadata: { title: 'Fire', agent: 'A', queue: 'Q', direction: 'inbound', customerNumber: '555' },
      kind: 'psap',
    },
    db,
  );
  const flag = { code: 'x', severity: 'info' as const, reason: 'Because.', scorecardId: null, criteria: [] };
  await replaceFlags(id, [flag], db);
  await setCall(id, { state: 'done', stage: null, durationMs: 5000.5, score: 61.5, band: 'fair' }, db);
  const answer = await list();
  expect(answer.calls).toMatchObject([
    {
      id,
      kind: 'psap',
      title: 'Fire',
      agent: 'A',
      queue: 'Q',
      score: 61.5,
      band: 'fair',
      flags: [flag],
      match: null,
    },
  ]);
  expect(answer.total).toEqual({ count: 1, more: false });
});

test('a match shows the first turn that holds what was sought', async () => {
  const id = await storeCall(
    { said: ['Hello there', 'My chest hurts', 'Is it pain in the chest?', 'Chest pain, yes'] },
    db,
  );
  const match = async (q: string) => (await list({ q })).calls.map((call) => [call.id, call.match?.turn]);
  expect(await match('chest')).toEqual([[id, 1]]);
  expect(await match('"chest pain"')).toEqual([[id, 3]]);
  expect(await match('pain hello')).toEqual([[id, 0]]);
  expect(await match('pains')).toEqual([[id, 2]]);
  expect((await list({ q: 'hurting' })).calls[0]?.match).toEqual({
    turn: 1,
    startMs: 2000,
    text: 'My chest hurts',
  });
});

test('a match is shown where a word does not begin as its stem does', async () => {
  await storeCall({ said: ['Hello', 'He is dying'] }, db);
  expect((await list({ q: 'die' })).calls[0]?.match?.turn).toBe(1);
});

test('words are found in any form and letter case, all of them, in any turn', async () => {
  const id = await storeCall({ said: ['My neighbour’s SHOOTING', 'I am fleeing the “apartment”…'] }, db);
  await storeCall({ said: ['Nothing of it'] }, db);
  for (const q of [
    'shoot',
    'shootings apartments',
    'neighbour’s',
    '“fleeing the apartment”',
    'Apartment -fire',
  ]) {
    expect(await found(q)).toEqual([id]);
  }
  for (const q of ['shoot fire', 'apartment -shooting', '"apartment fleeing"'])
    expect(await found(q)).toEqual([]);
});

test('either of two words is found by or, and a phrase only in its order', async () => {
  const fire = await storeCall({ said: ['the house is on fire'], receivedAt: at(0) }, db);
  const flood = await storeCall({ said: ['the fire brigade left the house'], receivedAt: at(1) }, db);
  expect(await found('brigade or "on fire"')).toEqual([fire, flood]);
  expect(await found('"fire brigade"')).toEqual([flood]);
  expect(await found('"brigade fire"')).toEqual([]);
  expect(await found('-brigade')).toEqual([fire]);
});

test('words too common to be searched find nothing and hurt nothing', async () => {
  const id = await storeCall({ said: ['what is the address'] }, db);
  expect(await found('the is')).toEqual([]);
  expect(await found('"what is" the address')).toEqual([id]);
  for (const q of [
    '!!!',
    '"',
    '-',
    'or',
    "'; drop table calls",
    '\\',
    '%',
    "o'clock:*",
    'a\0b',
    '(((',
    '<->',
  ])
    await found(q);
});

test('a transcript that is replaced is found by its new words only', async () => {
  const id = await storeCall({ said: ['old words'] }, db);
  await replaceTurns(id, [newTurn('fresh speech', 0)], db);
  expect(await found('old')).toEqual([]);
  expect(await found('fresh')).toEqual([id]);
});

test('a call that was changed after it was heard is found by what it is now', async () => {
  const id = await storeCall({ said: ['fire'], patch: { state: 'processing' } }, db);
  await setCall(id, { state: 'done', score: 40, kind: 'psap', durationMs: 9000 }, db);
  await replaceFlags(id, [{ code: 'x', severity: 'info', reason: 'r', scorecardId: null, criteria: [] }], db);
  const now = { q: 'fire', state: 'done', maxScore: '50', kind: 'psap', flagged: 'true', sort: 'durationMs' };
  expect((await list(now)).calls.map((call) => call.id)).toEqual([id]);
  expect((await list({ ...now, state: 'processing' })).calls).toEqual([]);
  await deleteCall(id, db);
  expect((await list(now)).calls).toEqual([]);
});

test('from and to go by when a call took place, or came in where nobody said', async () => {
  const given = await storeCall({ metadata: { startedAt: '2026-01-10T10:00:00Z' }, receivedAt: at(0) }, db);
  const unknown = await storeCall({ receivedAt: new Date('2026-01-10T11:00:00Z') }, db);
  await storeCall({ receivedAt: at(1) }, db);
  const within = async (from: string, to: string) =>
    (await list({ from, to, order: 'asc' })).calls.map((call) => call.id).toSorted();
  expect(await within('2026-01-10T00:00:00Z', '2026-01-11T00:00:00Z')).toEqual([given, unknown].toSorted());
  expect(await within('2026-01-10T10:00:00Z', '2026-01-10T12:00:00+01:00')).toEqual([given]);
});

test('pages hold their place while calls come in and go', async () => {
  const ids: string[] = [];
  for (let minute = 0; minute < 6; minute++) ids.push(await storeCall({ receivedAt: at(minute) }, db));
  const first = await list({ limit: 2 });
  expect(first.calls.map((call) => call.id)).toEqual([ids[5], ids[4]]);
  await storeCall({ receivedAt: at(10) }, db);
  await deleteCall(ids[4] as string, db);
  const second = await list({ limit: 2, cursor: first.nextCursor });
  expect(second.calls.map((call) => call.id)).toEqual([ids[3], ids[2]]);
  const third = await list({ limit: 2, cursor: second.nextCursor });
  expect(third.calls.map((call) => call.id)).toEqual([ids[1], ids[0]]);
  expect(third.nextCursor).toBeNull();
});

test('a cursor of another order, or none of ours, is refused', async () => {
  for (let minute = 0; minute < 2; minute++)
    await storeCall({ receivedAt: at(minute), patch: { score: minute } }, db);
  const { nextCursor } = await list({ limit: 1, sort: 'score' });
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const refused = [
    { cursor: nextCursor },
    { cursor: nextCursor, sort: 'score', order: 'asc' },
    { cursor: 'x' },
    { cursor: '' },
    { cursor: forged(['receivedAt', 'desc', newId(), 'yesterday']) },
    { cursor: forged(['receivedAt', 'desc', newId(), null]) },
    { cursor: forged(['score', 'desc', newId(), '2026-01-01T00:00:00.000000Z']), sort: 'score' },
    { cursor: forged(['score', 'desc', "'; drop table calls", '1']), sort: 'score' },
  ];
  for (const asked of refused) {
    await expect(listCalls(CallQuery.parse({ limit: 1, ...asked }), db)).rejects.toMatchObject({
      code: 'request_invalid',
    });
  }
});

test('filters offer the agents and queues there are, numbers in their order', async () => {
  for (const agent of ['Agent 10', 'agent 2', 'Émile', 'Zoe', 'Agent 10']) {
    await storeCall({ metadata: { agent, queue: 'East' } }, db);
  }
  await storeCall({}, db);
  expect(await callFacets(db)).toEqual({ agents: ['agent 2', 'Agent 10', 'Émile', 'Zoe'], queues: ['East'] });
});
