import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { detail, send, settled, upload } from '../../test/client.ts';
import { type RunningApp, startApp } from '../../test/running-app.ts';
import { wavOf } from '../../test/sound.ts';
import { loadPacks } from '../analysis/packs/load-packs.ts';
import { silentLog } from '../log.ts';
import { ApiError } from '../model/api.ts';
import { ScorecardOutline } from '../model/scorecard.ts';
import {
  Backtest,
  GoldenCheck,
  ScorecardCheck,
  ScorecardLibrary,
  ScorecardPreview,
  ScorecardVersion,
} from '../model/scorecard-editing.ts';
import { publish as publishDraft } from '../pipeline/scorecards/drafts.ts';
import { openPacksInForce } from '../pipeline/scorecards/packs-in-force.ts';
import { packsFolder } from '../places.ts';

/** Editing scorecards over real HTTP, on the real packs and a real database. */

const script = 'psap-911-script';
const turns = [
  { speaker: 'agent', startMs: 500, endMs: 2_500, text: '911, what is the address of your emergency?' },
  { speaker: 'customer', startMs: 3_000, endMs: 6_000, text: '12 Quarry Lane. My kitchen is on fire.' },
  { speaker: 'agent', startMs: 6_500, endMs: 9_000, text: '12 Quarry Lane, is that right? Help is coming.' },
  { speaker: 'customer', startMs: 9_200, endMs: 10_000, text: 'Yes.' },
];

const OutlineList = z.object({ scorecards: z.array(ScorecardOutline) });

let app: RunningApp;
let made = 0;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

async function newCall(): Promise<string> {
  made++;
  const recording = {
    name: `call-${made}.wav`,
    bytes: wavOf(11_000 + made, [[{ startMs: 500, endMs: 2_500 }]]),
  };
  const { id } = await upload(
    app.url,
    [recording],
    { kind: 'psap' },
    JSON.stringify({ language: 'en', turns }),
  );
  await settled(app.url, id);
  return id;
}

const at = (id: string, version: number, rest = '') => `/api/v1/scorecards/${id}/versions/${version}${rest}`;

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

const draftFrom = (id: string, version: number) =>
  ask(ScorecardVersion, 'POST', '/api/v1/scorecards/drafts', { from: { id, version } });
const imported = (yaml: string, packId = 'psap') =>
  ask(ScorecardVersion, 'POST', '/api/v1/scorecards/drafts', { packId, yaml });
const save = ({ id, version, digest }: ScorecardVersion, yaml: string) =>
  ask(ScorecardVersion, 'PUT', at(id, version), { yaml, digest });
const publish = ({ id, version, digest }: ScorecardVersion) =>
  ask(ScorecardVersion, 'POST', at(id, version, '/publish'), {
    digest,
    note: 'For a test.',
    author: 'Ines Okafor',
    acceptGoldenChanges: true,
  });
const evaluationOn = async (callId: string, id: string) =>
  (await detail(app.url, callId)).evaluations.find((one) => one.scorecardId === id);

/** A small scorecard of its own, for calls of the emergency pack. */
const deskCard = (id: string, says: string) => `# Why this card is here.
id: ${id}
version: 7
title: Desk
kind: psap
threshold: 70
bands: [{ id: good, title: Good, atLeast: 70 }, { id: poor, title: Poor, atLeast: 0 }]
assign: [{ beside: true }]
sections:
  - id: desk
    title: Desk
    criteria:
      - id: asked
        title: Asked
        question: Was it asked?
        answers: check
        weight: 10 # all of it
        judge:
          answers: [{ answer: "yes", when: { says: ["${says}"] }, because: It was asked. }]
          otherwise: { answer: "no", because: It was not asked. }
`;

test('the list shows shipped scorecards with version, status and the calls they are for', async () => {
  const { packs, scorecards } = await ask(ScorecardLibrary, 'GET', '/api/v1/scorecards/versions');
  expect(packs.map((pack) => pack.id)).toEqual(['contact-centre', 'psap']);
  const card = scorecards.find((one) => one.id === script);
  expect(card).toMatchObject({ kind: 'psap', packId: 'psap', title: '911 call script' });
  expect(card?.assignment).toContain('All calls, beside their main scorecard.');
  expect(card?.versions[0]).toMatchObject({ version: 1, status: 'published', origin: 'pack', inForce: true });
});

test('a shipped version is not changed, but the next draft is made from it, comments and all', async () => {
  const { yaml, digest } = await ask(ScorecardVersion, 'GET', at(script, 1));
  expect((await refusal('PUT', at(script, 1), { yaml, digest })).code).toBe('scorecard_version_not_found');
  const draft = await draftFrom(script, 1);
  expect(draft).toMatchObject({ version: 2, status: 'draft', origin: 'dashboard', inForce: false });
  expect(draft.check.problems).toEqual([]);
  expect(draft.yaml).toBe(
    yaml.replace('version: 1', 'version: 2').replace('status: published', 'status: draft'),
  );
  expect((await send(app.url, 'DELETE', at(script, 2))).status).toBe(204);
  expect((await refusal('GET', at(script, 2))).code).toBe('scorecard_version_not_found');
});

test('a text with mistakes is saved, told with line, column and field, and not published', async () => {
  const draft = await draftFrom(script, 1);
  const yaml = draft.yaml.replace('threshold: 80', 'threshold: 800').replace('weight: 12', 'wieght: 12');
  const lines = yaml.split('\n');
  const { problems, outline } = await ask(ScorecardCheck, 'POST', at(script, 2, '/check'), { yaml });
  expect(outline).toBeNull();
  expect(problems).toContainEqual(
    expect.objectContaining({ field: 'threshold', line: lines.indexOf('threshold: 800') + 1, column: 1 }),
  );
  const misspelt = lines.findIndex((line) => line.includes('wieght'));
  expect(problems).toContainEqual(
    expect.objectContaining({ line: misspelt + 1, column: lines[misspelt]!.indexOf('wieght') + 1 }),
  );
  const saved = await save(draft, yaml);
  expect(saved.check.problems).toEqual(problems);
  const publication = { digest: saved.digest, note: 'Because.' };
  const refused = await refusal('POST', at(script, 2, '/publish'), publication);
  expect(refused).toMatchObject({ status: 422, code: 'scorecard_invalid', details: { problems } });
  const broken = await ask(ScorecardCheck, 'POST', at(script, 2, '/check'), { yaml: 'id: [\n' });
  expect(broken.problems[0]).toMatchObject({ field: '', line: expect.any(Number) });
  await send(app.url, 'DELETE', at(script, 2));
});

test('a draft stays what it is a draft of', async () => {
  const draft = await draftFrom(script, 1);
  const yaml = draft.yaml.replace(`id: ${script}`, 'id: another').replace('version: 2', 'version: 9');
  const { problems } = await ask(ScorecardCheck, 'POST', at(script, 2, '/check'), { yaml });
  expect(problems.map(({ field, line }) => [field, line])).toEqual([
    ['id', 1],
    ['version', 2],
  ]);
  await send(app.url, 'DELETE', at(script, 2));
});

test('of two editors the second to save is told, and nothing of the first is lost', async () => {
  const draft = await imported(deskCard('shared', 'address'));
  const mine = await save(draft, draft.yaml.replace('title: Desk', 'title: Mine'));
  const yaml = draft.yaml.replace('title: Desk', 'title: Theirs');
  const refused = await refusal('PUT', at('shared', 1), { yaml, digest: draft.digest });
  expect(refused).toMatchObject({ status: 409, code: 'scorecard_changed' });
  expect((await ask(ScorecardVersion, 'GET', at('shared', 1))).yaml).toBe(mine.yaml);
});

test('a publication needs a note', async () => {
  const draft = await imported(deskCard('noteless', 'address'));
  const asked = { digest: draft.digest, note: '  ' };
  expect((await refusal('POST', at('noteless', 1, '/publish'), asked)).code).toBe('request_invalid');
});

test('an import is a draft with its own comments and the next number, and is exported as it is', async () => {
  const draft = await imported(deskCard('library-desk', 'address'));
  expect(draft).toMatchObject({ id: 'library-desk', version: 1, status: 'draft', title: 'Desk' });
  expect(draft.yaml).toContain('# Why this card is here.');
  expect(draft.yaml).toContain('weight: 10 # all of it');
  const file = await send(app.url, 'GET', at('library-desk', 1, '/yaml'));
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="library-desk.v1.yaml"');
  expect(await file.text()).toBe(draft.yaml);
  const nameless = { packId: 'psap', yaml: 'title: Nobody' };
  expect((await refusal('POST', '/api/v1/scorecards/drafts', nameless)).code).toBe('scorecard_invalid');
  const lost = { packId: 'nowhere', yaml: draft.yaml };
  expect((await refusal('POST', '/api/v1/scorecards/drafts', lost)).code).toBe('pack_not_found');
  const taken = { packId: 'contact-centre', yaml: deskCard(script, 'address') };
  expect((await refusal('POST', '/api/v1/scorecards/drafts', taken)).code).toBe('scorecard_invalid');
});

test('a published version judges the next call, an evaluation stays with its version, an archived one steps back', async () => {
  const first = await publish(await imported(deskCard('pinned', 'address')));
  expect(first).toMatchObject({ status: 'published', inForce: true, note: 'For a test.' });
  expect(first.yaml).toContain('status: published');
  const oldCall = await newCall();
  const old = await evaluationOn(oldCall, 'pinned');
  expect(old).toMatchObject({ scorecardVersion: 1, score: 100 });

  const draft = await draftFrom('pinned', 1);
  await publish(await save(draft, draft.yaml.replace('"address"', '"zebra"')));
  const newer = await newCall();
  expect(await evaluationOn(newer, 'pinned')).toMatchObject({ scorecardVersion: 2, score: 0 });
  expect(await evaluationOn(oldCall, 'pinned')).toEqual(old);

  const { scorecards } = await ask(OutlineList, 'GET', '/api/v1/scorecards');
  expect(scorecards.filter((one) => one.id === 'pinned').map((one) => one.version)).toEqual([2, 1]);

  const archived = await ask(ScorecardVersion, 'POST', at('pinned', 2, '/archive'));
  expect(archived).toMatchObject({ status: 'archived', inForce: false });
  expect(await evaluationOn(await newCall(), 'pinned')).toMatchObject({ scorecardVersion: 1 });
  expect(await evaluationOn(newer, 'pinned')).toMatchObject({ scorecardVersion: 2, score: 0 });
  await ask(ScorecardVersion, 'POST', at('pinned', 1, '/archive'));
  expect(await evaluationOn(await newCall(), 'pinned')).toBeUndefined();
  const again = await refusal('POST', at('pinned', 1, '/archive'));
  expect(again).toMatchObject({ status: 409, code: 'scorecard_not_published' });
});

test('another process of the same database takes up what was published here', async () => {
  const other = openPacksInForce(await loadPacks(packsFolder), { db: app.parts.db, log: silentLog });
  const idsOf = async () =>
    (await other.current()).flatMap((pack) => pack.scorecards.map((card) => card.format.id));
  expect(await idsOf()).not.toContain('elsewhere');
  await publish(await imported(deskCard('elsewhere', 'address')));
  expect(await idsOf()).toContain('elsewhere');
  const unchanged = await other.current();
  expect(await other.current()).toBe(unchanged);
  await ask(ScorecardVersion, 'POST', at('elsewhere', 1, '/archive'));
});

test('what was published judges by the cues of its day, also after those of the pack change', async () => {
  const yaml = deskCard('frozen', '{asks_location}').replace('sections:', 'uses: [emergency.v1]\nsections:');
  await publish(await imported(yaml));
  const packs = await loadPacks(packsFolder);
  const changed = packs.map((pack) => ({ ...pack, files: { cues: new Map(), questions: new Map() } }));
  const other = openPacksInForce(changed, { db: app.parts.db, log: silentLog });
  const cards = (await other.current()).flatMap((pack) => pack.scorecards);
  expect(cards.some((card) => card.format.id === 'frozen')).toBe(true);
  expect(other.unreadable().size).toBe(0);
  await ask(ScorecardVersion, 'POST', at('frozen', 1, '/archive'));
});

test('a published version that cannot be read any more says so and does not judge', async () => {
  await publish(await imported(deskCard('damaged', 'address')));
  await app.parts.db
    .updateTable('scorecard_versions')
    .set({ yaml: 'id: damaged', revision: 5 })
    .where('scorecard_id', '=', 'damaged')
    .execute();
  const other = openPacksInForce(await loadPacks(packsFolder), { db: app.parts.db, log: silentLog });
  const cards = (await other.current()).flatMap((pack) => pack.scorecards);
  expect(cards.some((card) => card.format.id === 'damaged')).toBe(false);
  expect([...other.unreadable().values()]).toEqual([expect.any(String)]);
  await app.parts.db.deleteFrom('scorecard_versions').where('scorecard_id', '=', 'damaged').execute();
});

test('a preview judges a stored call by the draft and shows what differs from the version in force', async () => {
  const callId = await newCall();
  const stored = await detail(app.url, callId);
  const draft = await draftFrom(script, 1);
  const same = await ask(ScorecardPreview, 'POST', at(script, 2, '/preview'), { yaml: draft.yaml, callId });
  expect(same.changes).toEqual([]);
  expect(same.before).toEqual(stored.evaluations.find((one) => one.scorecardId === script));
  const yaml = draft.yaml.replace('{ says: ["{answers_911}"]', '{ says: [zebra]');
  expect(yaml).not.toBe(draft.yaml);
  const preview = await ask(ScorecardPreview, 'POST', at(script, 2, '/preview'), { yaml, callId });
  const [change] = preview.changes;
  expect(change?.before?.answer).not.toEqual(change?.after?.answer);
  expect(change?.after?.reason).toBeTypeOf('string');
  expect(await detail(app.url, callId)).toEqual(stored);
  const unknown = { yaml, callId: '01936f5c-7a2e-7b11-9d3a-4f2b8c6d1eff' };
  expect((await refusal('POST', at(script, 2, '/preview'), unknown)).code).toBe('call_not_found');
  const invalid = { yaml: 'id: x', callId };
  expect((await refusal('POST', at(script, 2, '/preview'), invalid)).code).toBe('scorecard_invalid');
  await send(app.url, 'DELETE', at(script, 2));
});

async function ended(id: string): Promise<Backtest> {
  for (;;) {
    const backtest = await ask(Backtest, 'GET', `/api/v1/scorecards/backtests/${id}`);
    if (backtest.state !== 'running') return backtest;
    await delay(20);
  }
}

test('a backtest tells how scores, bands and answers change over the last calls, and on which most', async () => {
  const ids = [await newCall(), await newCall()];
  await publish(await imported(deskCard('tested', 'address')));
  const draft = await draftFrom('tested', 1);
  const yaml = draft.yaml.replace('"address"', '"zebra"');
  const asked = { yaml, calls: 2 };
  const { id } = await ask(Backtest, 'POST', at('tested', 2, '/backtest'), asked);
  const { state, judged, total, result } = await ended(id);
  expect({ state, judged, total }).toEqual({ state: 'done', judged: 2, total: 2 });
  expect(result?.before).toMatchObject({ mean: 100, belowThreshold: 0 });
  expect(result?.after).toMatchObject({ mean: 0, belowThreshold: 2, tens: [2, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
  expect(result?.after.bands.map(({ id, calls }) => [id, calls])).toEqual([
    ['good', 0],
    ['poor', 2],
  ]);
  const moves = [{ before: 'yes', after: 'no', calls: 2 }];
  expect(result?.criteria).toEqual([{ criterionId: 'asked', title: 'Asked', changed: 2, moves }]);
  expect(result?.calls.map((call) => call.callId).toSorted()).toEqual(ids.toSorted());
  expect(result?.calls[0]).toMatchObject({ before: 100, after: 0, changedMarks: 1 });
  const unknown = '/api/v1/scorecards/backtests/01936f5c-7a2e-7b11-9d3a-4f2b8c6d1eff';
  expect((await refusal('GET', unknown)).code).toBe('backtest_not_found');
  await ask(ScorecardVersion, 'POST', at('tested', 1, '/archive'));
});

test('a backtest that is stopped ends without a result', async () => {
  const draft = await draftFrom(script, 1);
  const { id } = await ask(Backtest, 'POST', at(script, 2, '/backtest'), { yaml: draft.yaml, calls: 200 });
  expect((await send(app.url, 'DELETE', `/api/v1/scorecards/backtests/${id}`)).status).toBe(204);
  const { state, result } = await ended(id);
  expect(['stopped', 'done']).toContain(state);
  expect(result === null).toBe(state === 'stopped');
  await send(app.url, 'DELETE', at(script, 2));
});

test('a number that a later pack has taken is not published over it', async () => {
  const draft = await imported(deskCard('taken', 'address'));
  const packs = await app.parts.packs();
  const psap = packs.find((pack) => pack.format.id === 'psap')!;
  const later = packs.map((pack) =>
    pack === psap
      ? { ...pack, sources: [...pack.sources, { id: 'taken', version: 1, text: draft.yaml }] }
      : pack,
  );
  const parts = {
    ...app.parts,
    packs: async () => later,
    packsInForce: openPacksInForce(later, { db: app.parts.db, log: silentLog }),
    goldenCheck: async () => ({ calls: 0, changes: [] }),
  };
  const publication = { digest: draft.digest, note: 'Because.', author: null, acceptGoldenChanges: true };
  await expect(publishDraft({ scorecardId: 'taken', version: 1 }, publication, parts)).rejects.toMatchObject({
    code: 'scorecard_invalid',
    details: { field: 'version' },
  });
  await send(app.url, 'DELETE', at('taken', 1));
});

test('golden calls that would get other marks hold a publication back until that is accepted', async () => {
  const draft = await draftFrom(script, 1);
  const same = await ask(GoldenCheck, 'POST', at(script, 2, '/golden'), { yaml: draft.yaml });
  expect(same.calls).toBeGreaterThan(5);
  expect(same.changes).toEqual([]);
  const saved = await save(draft, draft.yaml.replace('{ says: ["{answers_911}"]', '{ says: [zebra]'));
  const held = await refusal('POST', at(script, 2, '/publish'), { digest: saved.digest, note: 'Because.' });
  expect(held).toMatchObject({ status: 409, code: 'scorecard_golden_changed' });
  expect(held.details?.changed).toBeGreaterThan(0);
  const published = await publish(saved);
  expect(published.inForce).toBe(true);
  expect(await evaluationOn(await newCall(), script)).toMatchObject({ scorecardVersion: 2 });
  await ask(ScorecardVersion, 'POST', at(script, 2, '/archive'));
}, 60_000);

test('every shipped scorecard is exported as its file says it', async () => {
  const file = join(packsFolder, 'psap', 'scorecards', '911-script.v1.yaml');
  expect(await (await send(app.url, 'GET', at(script, 1, '/yaml'))).text()).toBe(
    await readFile(file, 'utf8'),
  );
});
