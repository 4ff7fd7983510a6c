import { afterAll, beforeAll, expect, test } from 'vitest';
import { DrillWatch } from '../src/model/drill-watch.ts';
import { ClassComparison, TraineeList, TraineeProfile } from '../src/model/skills.ts';
import { Assignment, FloorOverview } from '../src/model/training.ts';
import { send } from './client.ts';
import { drillDetail, openDesk, startDrill } from './drill-desk-client.ts';
import { type RunningApp, startApp } from './running-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const get = (path: string) => fetch(new URL(path, app.url));

async function assigned(own: object = {}): Promise<Assignment> {
  const response = await post('/api/v1/assignments', {
    title: 'Chest pain',
    scenarios: ['chest-pain', 'crash-minor'],
    trainees: ['Ines', 'ines ', 'Noor'],
    by: 'Maria',
    ...own,
  });
  expect(response.status).toBe(201);
  return Assignment.parse(await response.json());
}

function post(path: string, body: object): Promise<Response> {
  return send(app.url, 'POST', path, body);
}

/** Answered, one question, hung up. */
async function run(assignmentId: string): Promise<string> {
  const drill = await startDrill(app.url, { scenarioId: 'chest-pain', trainee: 'Ines', assignmentId });
  const desk = await openDesk(app.url, drill.id);
  desk.say({ type: 'answer' });
  await desk.next('drill', (message) => message.drill.phase === 'open');
  desk.say({ type: 'said', id: '1', text: '911, what is the address of your emergency?' });
  await desk.next('turn', ({ turn }) => turn.text.includes('66 Oak Terrace'));
  desk.say({ type: 'hang_up' });
  await desk.next('drill', (message) => message.drill.phase === 'ended');
  return drill.id;
}

test('a drill of an assignment gets its caller from it, and counts for the trainee', async () => {
  const { id, trainees } = await assigned({
    seed: { kind: 'one', seed: 4711 },
    attempts: 1,
    inOrder: true,
  });
  expect(trainees.map(({ trainee }) => trainee)).toEqual(['Ines', 'Noor']);
  const early = { scenarioId: 'crash-minor', trainee: 'Ines', assignmentId: id };
  const refused = await post('/api/v1/drills', early);
  expect(await refused.json()).toMatchObject({
    error: { code: 'assignment_refused', details: { reason: 'another scenario comes first' } },
  });
  const drillId = await run(id);
  expect(await drillDetail(app.url, drillId)).toMatchObject({ seed: 4711, assignmentId: id });
  const { trainees: after } = Assignment.parse(await (await get(`/api/v1/assignments/${id}`)).json());
  expect(after[0]).toMatchObject({
    state: 'open',
    scenarios: [{ state: 'done', runs: [{ drillId, result: 'not met' }] }, { state: 'open' }],
  });
  expect(after[1]).toMatchObject({ trainee: 'Noor', scenarios: [{ state: 'open' }, { state: 'waits' }] });
  const again = await post('/api/v1/drills', { ...early, scenarioId: 'chest-pain' });
  expect(await again.json()).toMatchObject({ error: { details: { reason: 'no attempt is left' } } });
  const reminded = await post(`/api/v1/assignments/${id}/reminders`, { trainee: 'noor', by: 'Maria' });
  expect(await reminded.json()).toMatchObject({
    trainees: [{ reminded: null }, { reminded: { by: 'Maria' } }],
  });
  await post(`/api/v1/assignments/${id}/withdrawal`, { by: 'Maria' });
  const withdrawn = await post('/api/v1/drills', early);
  expect(await withdrawn.json()).toMatchObject({ error: { details: { reason: 'it was withdrawn' } } });
});

test('the debriefing of a drill can be printed', async () => {
  const { id } = await assigned();
  const drillId = await run(id);
  const response = await get(`/api/v1/drills/${drillId}/debrief.pdf`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toContain('chest-pain Ines ');
  expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*%%EOF\s*$/);
});

test('how a trainee gets on follows from stored drills, and their level from what people decide', async () => {
  const { id } = await assigned();
  const drillId = await run(id);
  const profile = TraineeProfile.parse(await (await get('/api/v1/training/trainees/ines')).json());
  expect(profile).toMatchObject({ level: 1, proposal: null, history: [] });
  expect(profile.recent[0]).toMatchObject({ drillId, result: 'not met' });
  expect(profile.recent[0]!.criticals).toBe(0);
  const skill = profile.skills.find((one) => one.of === 'criterion' && one.id === 'B1');
  expect(skill).toMatchObject({ title: 'Location asked first or second', levels: [{ level: 2 }] });
  expect(profile.observations.find(({ from }) => from === 'Facts')!.rating).toBeLessThan(4);
  const set = { decision: 'set', to: 2, by: 'Maria', comment: 'Has done this before.' };
  const decided = await post('/api/v1/training/trainees/Ines/level', set);
  expect(TraineeProfile.parse(await decided.json())).toMatchObject({
    level: 2,
    history: [{ from: 1, ...set }],
  });
  const list = TraineeList.parse(await (await get('/api/v1/training/trainees')).json());
  expect(list.trainees.find(({ trainee }) => trainee === 'Ines')).toMatchObject({ level: 2 });
  const beside = await get('/api/v1/training/comparison?scenario=chest-pain&seed=202');
  expect(ClassComparison.parse(await beside.json())).toMatchObject({
    seed: 202,
    runs: [{ trainee: 'Ines' }],
  });
});

test('nothing is missed where there are no calls, and what is asked for must make sense', async () => {
  const response = await get('/api/v1/training/floor');
  expect(FloorOverview.parse(await response.json())).toMatchObject({ weaknesses: [], least: 3, of: 10 });
  expect((await get('/api/v1/training/floor?least=0')).status).toBe(400);
});

test('an instructor whispers, makes an event happen, signs off, and marks a run to learn from', async () => {
  const drill = await startDrill(app.url, { scenarioId: 'chest-pain', trainee: 'Lea' });
  const path = (what: string) => `/api/v1/drills/${drill.id}/${what}`;
  const whisper = { kind: 'whisper', author: 'Maria', text: 'Ask for the apartment.' };
  expect(await (await post(path('notes'), whisper)).json()).toMatchObject({
    error: { code: 'drill_not_answered' },
  });
  const desk = await openDesk(app.url, drill.id);
  desk.say({ type: 'answer' });
  await desk.next('drill', (message) => message.drill.phase === 'open');
  desk.say({ type: 'said', id: '1', text: '911, what is the address of your emergency?' });
  await desk.next('turn', ({ turn }) => turn.text.includes('66 Oak Terrace'));
  expect((await post(path('notes'), whisper)).status).toBe(200);
  expect((await desk.next('whisper')).note).toMatchObject({ text: whisper.text, author: 'Maria' });
  const injected = await post(path('inject'), { event: 'collapses', by: 'Maria' });
  expect(injected.status).toBe(200);
  await desk.next('speaks', ({ speaks }) => /fell over|collapsed/.test(speaks.text));
  const again = await post(path('inject'), { event: 'collapses', by: 'Maria' });
  expect(await again.json()).toMatchObject({ error: { code: 'event_not_injectable' } });
  expect(await (await post(path('sign-off'), { by: 'Maria' })).json()).toMatchObject({
    error: { code: 'drill_not_ended' },
  });
  desk.say({ type: 'hang_up' });
  await desk.next('drill', (message) => message.drill.phase === 'ended');
  await post(path('notes'), { kind: 'note', author: 'Maria', text: 'Calm until the end.' });
  await post(path('sign-off'), { by: 'Maria', comment: 'Well led.' });
  await send(app.url, 'PUT', path('exemplary'), { on: true });
  expect(await drillDetail(app.url, drill.id)).toMatchObject({
    notes: [{ kind: 'whisper' }, { kind: 'note', text: 'Calm until the end.' }],
    signedOff: { by: 'Maria', comment: 'Well led.' },
    exemplary: true,
  });
});

test('an instructor watches the mind of the caller, what comes, and the record as it fills', async () => {
  const drill = await startDrill(app.url, { scenarioId: 'chest-pain', trainee: 'Noor' });
  const watch = async () => {
    const response = await get(`/api/v1/drills/${drill.id}/watch`);
    expect(response.status).toBe(200);
    return DrillWatch.parse(await response.json());
  };
  const rings = await watch();
  expect(rings).toMatchObject({ drill: { phase: 'ringing', turns: [] }, faults: 0 });
  expect(rings.facts.every(({ state }) => state === 'withheld')).toBe(true);
  expect(rings.clocks.length).toBeGreaterThan(0);
  const desk = await openDesk(app.url, drill.id);
  desk.say({ type: 'answer' });
  await desk.next('drill', (message) => message.drill.phase === 'open');
  desk.say({ type: 'said', id: '1', text: '911, what is the address of your emergency?' });
  await desk.next('turn', ({ turn }) => turn.text.includes('66 Oak Terrace'));
  desk.say({ type: 'cad', field: 'location', value: '66 Oak Terrace' });
  await desk.next('drill', ({ drill: { cad } }) => cad.location !== '');
  const open = await watch();
  expect(open.facts.find(({ fact }) => fact === 'address')).toMatchObject({ state: 'won', needs: [] });
  expect(open.course.at(-1)).toMatchObject({ turn: 0 });
  expect(open.course.at(-1)!.acts.length).toBeGreaterThan(0);
  expect(open.timeline.find(({ event }) => event === 'collapses')).toMatchObject({
    injectable: true,
    state: 'due',
  });
  const location = open.cad.find(({ field }) => field === 'location')!;
  expect(location).toMatchObject({ given: '66 Oak Terrace', expected: expect.stringContaining('66 Oak') });
  expect(location.atMs).toBeGreaterThan(0);
  expect(open.clocks.some(({ atMs }) => atMs !== null)).toBe(true);
  // What the desk is told gives nothing of it away.
  const told = JSON.stringify(desk.heard.filter(({ type }) => type === 'drill'));
  for (const { title } of open.timeline.filter(({ injectable }) => injectable))
    expect(told).not.toContain(title);
  desk.say({ type: 'hang_up' });
  await desk.next('drill', (message) => message.drill.phase === 'ended');
  expect(await (await get(`/api/v1/drills/${drill.id}/watch`)).json()).toMatchObject({
    error: { code: 'drill_over' },
  });
  expect((await get('/api/v1/drills/0190a1b2-0000-7000-8000-000000000000/watch')).status).toBe(404);
});
