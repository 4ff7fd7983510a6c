import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { send, settled, upload } from '../../test/client.ts';
import { openDesk, startDrill } from '../../test/drill-desk-client.ts';
import { type RunningApp, startApp } from '../../test/running-app.ts';
import { wavOf } from '../../test/sound.ts';
import { ApiError } from '../model/api.ts';
import { Debrief } from '../model/debrief.ts';
import { DrillDetail } from '../model/drill-desk.ts';
import { ScenarioList } from '../model/scenario-card.ts';
import {
  ScenarioCheck,
  ScenarioLibrary,
  ScenarioVersion,
  TriedScenario,
  TwinReview,
} from '../model/scenario-editing.ts';
import { small } from '../simulator/testing/scenarios.ts';

/** Writing scenarios over real HTTP, on those that ship and a real database. */

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const at = ({ id, version }: { id: string; version: number }, rest = '') =>
  `/api/v1/scenarios/${id}/versions/${version}${rest}`;

async function ask<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(app.url, method, path, body);
  const text = await response.text();
  expect(response.ok, text).toBe(true);
  return schema.parse(JSON.parse(text));
}

async function refusal(method: string, path: string, body?: unknown) {
  const response = await send(app.url, method, path, body);
  return { status: response.status, ...ApiError.parse(await response.json()).error };
}

const drafts = '/api/v1/scenarios/drafts';
const own = (id: string) => `# Why it is here.\n${small.replace('id: tried', `id: ${id}`)}`;
const imported = (id: string) => ask(ScenarioVersion, 'POST', drafts, { yaml: own(id) });
const save = (draft: ScenarioVersion, yaml: string) =>
  ask(ScenarioVersion, 'PUT', at(draft), { yaml, digest: draft.digest });
const publish = (draft: ScenarioVersion) =>
  ask(ScenarioVersion, 'POST', at(draft, '/publish'), { digest: draft.digest, note: 'For a test.' });
const playable = async () =>
  (await ask(ScenarioList, 'GET', '/api/v1/scenarios')).scenarios.map(({ id, title }) => ({ id, title }));

test('the list shows what ships, read-only, and what the centre made before it', async () => {
  await imported('first-of-all');
  const { scenarios } = await ask(ScenarioLibrary, 'GET', '/api/v1/scenarios/versions');
  expect(scenarios[0]).toMatchObject({ id: 'first-of-all', origin: 'dashboard', kind: 'psap', level: 2 });
  const shipped = scenarios.find(({ id }) => id === 'chest-pain')!;
  expect(shipped).toMatchObject({ origin: 'shipped', versions: [{ version: 1, inForce: true }] });
  const { yaml, digest } = await ask(ScenarioVersion, 'GET', at({ id: 'chest-pain', version: 1 }));
  const change = { yaml: yaml.replace('Chest pain', 'Chest'), digest };
  const refused = await refusal('PUT', at({ id: 'chest-pain', version: 1 }), change);
  expect(refused.code).toBe('scenario_not_draft');
  const again = await refusal('POST', drafts, { yaml });
  expect(again).toMatchObject({ code: 'scenario_invalid', details: { field: 'id' } });
});

test('a copy of a scenario that ships has an id of its own and can be played once it is published', async () => {
  const from = { id: 'chest-pain', version: 1 };
  const copy = await ask(ScenarioVersion, 'POST', drafts, { from });
  expect(copy).toMatchObject({ id: 'chest-pain-copy', version: 1, status: 'draft' });
  expect(copy.title).toBe('Chest pain, then collapse (copy)');
  expect(copy.check.problems).toEqual([]);
  expect((await playable()).map(({ id }) => id)).not.toContain('chest-pain-copy');
  const second = await ask(ScenarioVersion, 'POST', drafts, { from });
  expect(second).toMatchObject({ id: 'chest-pain-copy-2', title: 'Chest pain, then collapse (copy 2)' });
  await publish(copy);
  expect((await playable()).map(({ id }) => id)).toContain('chest-pain-copy');
});

test('mistakes are kept in a draft, told with their line, and published by nobody', async () => {
  const draft = await imported('mistaken');
  const wrong = draft.yaml.replace('callback: phone', 'callback: telephone');
  const { problems } = await ask(ScenarioCheck, 'POST', at(draft, '/check'), { yaml: wrong });
  const line = wrong.split('\n').findIndex((one) => one.startsWith('cad:')) + 1;
  expect(problems).toEqual([
    expect.objectContaining({ line, field: 'cad', problem: 'there is no fact "telephone"' }),
  ]);
  const renamed = draft.yaml.replace('version: 1', 'version: 9');
  const checked = await ask(ScenarioCheck, 'POST', at(draft, '/check'), { yaml: renamed });
  expect(checked.problems).toEqual([expect.objectContaining({ field: 'version', line: 3 })]);
  const kept = await save(draft, wrong);
  expect(kept.yaml).toBe(wrong);
  const note = { digest: kept.digest, note: 'For a test.' };
  expect((await refusal('POST', at(draft, '/publish'), note)).code).toBe('scenario_invalid');
});

test('a published version is never changed; the next one takes its place, and drills keep theirs', async () => {
  const first = await publish(await imported('lasting'));
  expect(first.yaml).toContain('# Why it is here.');
  const change = { yaml: own('lasting'), digest: first.digest };
  expect((await refusal('PUT', at(first), change)).code).toBe('scenario_not_draft');
  const begun = await ask(DrillDetail, 'POST', '/api/v1/drills', { scenarioId: 'lasting', trainee: 'Ines' });
  const next = await ask(ScenarioVersion, 'POST', drafts, { from: { id: 'lasting', version: 1 } });
  expect(next).toMatchObject({ version: 2, status: 'draft' });
  await publish(await save(next, next.yaml.replace('title: Tried', 'title: Tried again')));
  expect(await playable()).toContainEqual({ id: 'lasting', title: 'Tried again' });
  const drill = await ask(DrillDetail, 'GET', `/api/v1/drills/${begun.id}`);
  expect(drill.scenario.title).toBe('Tried');
  await ask(ScenarioVersion, 'POST', at(next, '/archive'));
  expect(await playable()).toContainEqual({ id: 'lasting', title: 'Tried' });
  const shipped = at({ id: 'chest-pain', version: 1 }, '/archive');
  expect((await refusal('POST', shipped)).code).toBe('scenario_not_published');
});

test('a debriefing says whether its scenario is still the one that was played', async () => {
  const first = await publish(await imported('moving'));
  const begun = await startDrill(app.url, { scenarioId: 'moving', trainee: 'Ines' });
  const desk = await openDesk(app.url, begun.id);
  desk.say({ type: 'answer' });
  await desk.next('drill', ({ drill }) => drill.phase === 'open');
  desk.say({ type: 'hang_up' });
  await desk.next('drill', ({ drill }) => drill.phase === 'ended');
  const debrief = () => ask(Debrief, 'GET', `/api/v1/drills/${begun.id}/debrief`);
  const before = await debrief();
  expect(before).toMatchObject({ scenarioNow: 'same', exemplary: { drillId: null } });
  const next = await ask(ScenarioVersion, 'POST', drafts, { from: { id: 'moving', version: 1 } });
  await publish(await save(next, next.yaml.replace('title: his age', 'title: how old he is')));
  // Beside it stands a run of the version that was played, not of the new one.
  expect(await debrief()).toEqual({ ...before, scenarioNow: 'changed' });
  await ask(ScenarioVersion, 'POST', at(next, '/archive'));
  expect((await debrief()).scenarioNow).toBe('same');
  await ask(ScenarioVersion, 'POST', at(first, '/archive'));
  expect(await debrief()).toMatchObject({ scenarioNow: 'gone', score: before.score });
});

test('of two who save what they both saw, the second is told', async () => {
  const draft = await imported('shared');
  await save(draft, `${draft.yaml}# mine\n`);
  const theirs = await refusal('PUT', at(draft), { yaml: `${draft.yaml}# theirs\n`, digest: draft.digest });
  expect(theirs).toMatchObject({ status: 409, code: 'scenario_changed' });
});

const tried = (body: object) => ask(TriedScenario, 'POST', '/api/v1/scenarios/try', body);

test('a text answers as it stands, from the beginning or from a later place, and the same each time', async () => {
  const { yaml } = await ask(ScenarioVersion, 'GET', at({ id: 'chest-pain', version: 1 }));
  const turns = ['911, what is the address of the emergency?', 'What happened?'];
  const [one, again] = [await tried({ yaml, turns, seed: 4 }), await tried({ yaml, turns, seed: 4 })];
  expect(again).toEqual(one);
  expect(one.ended).toBeNull();
  expect(one.states.at(-1)!.told).toEqual(expect.arrayContaining(['address', 'complaint']));
  expect(one.facts.map(({ id }) => id)).toContain('unit');
  const later = await tried({
    yaml,
    turns: ['Is he breathing?'],
    from: { atS: 160, distress: 4.5, told: ['address'] },
  });
  expect(later.start.mood.distress).toBe(4.5);
  const told = later.told.map(({ fact }) => fact);
  expect(told).toEqual(expect.arrayContaining(['address', 'collapsed']));
  expect(later.transcript.map(({ text }) => text).join(' ')).not.toMatch(/anybody there|hello\?/i);
  const wrong = await refusal('POST', '/api/v1/scenarios/try', {
    yaml: yaml.replace('caller: daughter', 'caller: son'),
  });
  expect(wrong).toMatchObject({ code: 'scenario_invalid', details: { field: 'caller' } });
});

const said = [
  { speaker: 'agent', text: '911, this is Priya, what is the address of the emergency?' },
  { speaker: 'customer', text: '1422 East Maple Street. My husband fell down and he will not wake up.' },
  { speaker: 'agent', text: 'And what is your phone number, and your name?' },
  { speaker: 'customer', text: "It's 312-555-0142. Gwen Hathaway." },
  { speaker: 'agent', text: 'Okay Gwen. Is he breathing normally?' },
  { speaker: 'customer', text: 'No, he is making a snoring sound.' },
];

async function newCall(): Promise<string> {
  const turns = said.map((turn, index) => ({
    ...turn,
    startMs: 500 + index * 3_000,
    endMs: 3_000 + index * 3_000,
  }));
  const recording = { name: 'call.wav', bytes: wavOf(19_000, [[{ startMs: 500, endMs: 2_500 }]]) };
  const fields = { kind: 'psap', agent: 'Priya Venkat', customerNumber: '312-555-0142' };
  const { id } = await upload(app.url, [recording], fields, JSON.stringify({ language: 'en', turns }));
  await settled(app.url, id);
  return id;
}

test('a call becomes a draft that nobody can publish before everything of it has been looked at', async () => {
  const callId = await newCall();
  const draft = await ask(ScenarioVersion, 'POST', `/api/v1/calls/${callId}/twin`, {});
  expect(draft).toMatchObject({ status: 'draft', twin: true, check: { problems: [] } });
  expect(draft.yaml).not.toMatch(/maple|gwen|hathaway|priya|venkat|0142/i);
  const review = await ask(TwinReview, 'GET', at(draft, '/twin'));
  expect(review).toMatchObject({ callId, approval: null });
  expect(review.items.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['1422 East Maple Street', '312-555-0142', 'Gwen Hathaway', 'Priya Venkat']),
  );
  expect(review.items.every(({ found }) => found === null)).toBe(true);
  const note = { digest: draft.digest, note: 'For a test.' };
  expect((await refusal('POST', at(draft, '/publish'), note)).code).toBe('scenario_not_approved');
  expect((await refusal('GET', at(draft, '/yaml'))).code).toBe('scenario_not_approved');

  const looked = review.items.map(({ id }) => id);
  const approve = (text: { digest: string }, ids: string[]) => ({
    digest: text.digest,
    by: 'Ines',
    looked: ids,
  });
  const half = await refusal('POST', at(draft, '/twin/approve'), approve(draft, looked.slice(1)));
  expect(half).toMatchObject({ code: 'scenario_not_looked_at', details: { left: 1 } });

  const leaky = await save(draft, draft.yaml.replace('summary: ', 'summary: As Gwen told us. '));
  const found = (await ask(TwinReview, 'GET', at(draft, '/twin'))).items.find(
    ({ text }) => text === 'Gwen Hathaway',
  );
  expect(found!.found).toEqual({
    text: 'gwen',
    line: leaky.yaml.split('\n').findIndex((one) => one.startsWith('summary')) + 1,
  });
  expect((await refusal('POST', at(draft, '/twin/approve'), approve(leaky, looked))).code).toBe(
    'scenario_leaks',
  );

  const clean = await save(leaky, draft.yaml);
  const approved = await ask(TwinReview, 'POST', at(draft, '/twin/approve'), approve(clean, looked));
  expect(approved.approval).toMatchObject({ by: 'Ines', looked: looked.length });
  const other = await save(clean, `${clean.yaml}# another word\n`);
  expect((await refusal('POST', at(draft, '/publish'), { ...note, digest: other.digest })).code).toBe(
    'scenario_not_approved',
  );
  const last = await save(other, clean.yaml);
  const published = await publish(last);
  expect(published.status).toBe('published');
  expect((await playable()).map(({ id }) => id)).toContain(draft.id);
});

test('of a deleted call nothing is left to compare with, and its twin stays a draft', async () => {
  const callId = await newCall();
  const draft = await ask(ScenarioVersion, 'POST', `/api/v1/calls/${callId}/twin`, { seed: 3 });
  expect((await send(app.url, 'DELETE', `/api/v1/calls/${callId}`)).ok).toBe(true);
  const review = await ask(TwinReview, 'GET', at(draft, '/twin'));
  expect(review).toMatchObject({ callId: null, items: [] });
  const look = { digest: draft.digest, by: 'Ines', looked: [] };
  expect((await refusal('POST', at(draft, '/twin/approve'), look)).code).toBe('scenario_not_approved');
});
