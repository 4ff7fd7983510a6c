import { expect, test } from 'vitest';
import { DocumentText, KnowledgeHits, KnowledgeList } from '../src/model/knowledge.ts';
import { LiveDetail } from '../src/model/live.ts';
import { PromptList } from '../src/model/prompt.ts';
import { send, settled } from './client.ts';
import { liveStart, openSource, tone } from './live-source.ts';
import { startApp } from './running-app.ts';
import { until } from './until.ts';

const manual = `# Fire manual

## Kitchen fire

Tell the caller to get out. A lid over the pan if it is safe. Never water on grease.

## Evacuation of Harbor Tower

Stairwell B only. The key holder is reached at ext. 4471, code HT-7.

## Cats

The <script>alert(1)</script> ladder is not for cats.
`;

async function add(url: string, fileName: string, body: string): Promise<Response> {
  return fetch(new URL(`/api/v1/knowledge/documents?${new URLSearchParams({ fileName })}`, url), {
    method: 'POST',
    headers: { 'content-type': 'text/markdown' },
    body,
  });
}

async function search(url: string, q: string): Promise<KnowledgeHits> {
  const answer = await fetch(new URL(`/api/v1/knowledge/search?${new URLSearchParams({ q })}`, url));
  return KnowledgeHits.parse(await answer.json());
}

const headingsOf = ({ hits }: KnowledgeHits) => hits.map(({ headings }) => headings.at(-1));

test('a document is added, found, replaced and removed', async () => {
  await using app = await startApp();
  const added = DocumentText.parse(await (await add(app.url, 'fire.md', manual)).json());
  expect(added).toMatchObject({ title: 'Fire manual', fileName: 'fire.md', passageCount: 3 });
  const again = DocumentText.parse(await (await add(app.url, 'copy.md', manual)).json());
  expect(again.id).toBe(added.id);

  expect(headingsOf(await search(app.url, 'evacuating tower'))).toEqual(['Evacuation of Harbor Tower']);
  expect(headingsOf(await search(app.url, 'evac'))).toEqual(['Evacuation of Harbor Tower']);
  expect(headingsOf(await search(app.url, 'ht7 ht-7'))[0]).toBe('Evacuation of Harbor Tower');
  expect((await search(app.url, 'the')).hits.length).toBeGreaterThan(0);
  expect(await search(app.url, 'umbrella')).toEqual({ hits: [], corrected: null });
  const meant = await search(app.url, 'harbro evacation');
  expect(meant.corrected).toBe('harbor evacuation');
  expect(headingsOf(meant)).toEqual(['Evacuation of Harbor Tower']);

  const [cats] = (await search(app.url, 'ladder')).hits;
  expect(cats?.pieces.filter(({ hit }) => hit)).toEqual([{ text: 'ladder', hit: true }]);
  expect(cats?.pieces.map(({ text }) => text).join('')).toBe('The ladder is not for cats.');

  const address = new URL(`/api/v1/knowledge/documents/${added.id}?fileName=fire2.txt`, app.url);
  const replaced = await fetch(address, { method: 'PUT', body: 'PUMPS\n\nPump two is out of service.' });
  expect(DocumentText.parse(await replaced.json())).toMatchObject({ id: added.id, passageCount: 1 });
  expect((await search(app.url, 'evacuation')).hits).toEqual([]);
  expect(headingsOf(await search(app.url, 'pump'))).toEqual(['PUMPS']);

  const broken = await fetch(address, { method: 'PUT', body: '%PDF-1.7 not really' });
  expect(await broken.json()).toMatchObject({ error: { code: 'document_damaged' } });
  expect(headingsOf(await search(app.url, 'pump'))).toEqual(['PUMPS']);

  expect((await fetch(address.href.split('?')[0]!, { method: 'DELETE' })).status).toBe(204);
  const list = await fetch(new URL('/api/v1/knowledge/documents', app.url));
  expect(KnowledgeList.parse(await list.json()).documents).toEqual([]);
  expect((await search(app.url, 'pump')).hits).toEqual([]);
});

test('a document is renamed: searches know the new name, and it stays when the text is replaced', async () => {
  await using app = await startApp();
  const added = DocumentText.parse(await (await add(app.url, 'fire_v2_final.md', manual)).json());
  const path = `/api/v1/knowledge/documents/${added.id}`;
  const renamed = DocumentText.parse(
    await (await send(app.url, 'PATCH', path, { title: ' Umbrella plan ' })).json(),
  );
  expect(renamed).toEqual({ ...added, title: 'Umbrella plan' });
  const hits = await search(app.url, 'umbrella stairwell');
  expect(headingsOf(hits)).toEqual(['Evacuation of Harbor Tower']);
  expect(hits.hits[0]?.documentTitle).toBe('Umbrella plan');
  expect((await search(app.url, 'umbrela stairwell')).corrected).toBe('umbrella stairwell');
  // Its own first heading is still a word of the document.
  expect((await search(app.url, 'manual stairwell')).hits).toHaveLength(1);

  for (const title of ['', '   ', 'x'.repeat(201), 7])
    expect((await send(app.url, 'PATCH', path, { title })).status).toBe(400);
  expect((await send(app.url, 'PATCH', path, {})).status).toBe(400);
  const unknown = '/api/v1/knowledge/documents/01936f5c-7a2e-7b11-9d3a-4f2b8c6d1e0a';
  expect((await send(app.url, 'PATCH', unknown, { title: 'Nothing' })).status).toBe(404);

  const replaced = await fetch(new URL(`${path}?fileName=pumps.txt`, app.url), {
    method: 'PUT',
    body: 'PUMPS\n\nPump two is out of service.',
  });
  expect(DocumentText.parse(await replaced.json())).toMatchObject({
    title: 'Umbrella plan',
    fileName: 'pumps.txt',
  });
  expect(headingsOf(await search(app.url, 'umbrella pump'))).toEqual(['PUMPS']);
});

test('a document beyond the limit is refused with what to do', async () => {
  await using app = await startApp({ env: { EARSHOT_KNOWLEDGE_MAX_BYTES: '100' } });
  const answer = await add(app.url, 'big.md', 'word '.repeat(30));
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({
    error: { code: 'document_too_large', details: { maxBytes: 100 } },
  });
});

test('an open call is shown what is about it, and what came of each prompt stays with the call', async () => {
  await using app = await startApp();
  await add(app.url, 'fire.md', manual);
  const source = await openSource(app.url);
  const text = 'fourteen twenty two maple street my kitchen is on fire';
  const turns = [{ role: 'customer', startMs: 1_200, endMs: 4_000, text }];
  source.say(liveStart({ transcript: { fileName: 'known.json', text: JSON.stringify({ turns }) } }));
  const { callId } = await source.reply('ready');
  for (const leg of [0, 1]) source.frames(leg, tone(1_000));
  const report = (prompt: object) => send(app.url, 'POST', `/api/v1/live/${callId}/prompts`, prompt);
  const question = (code: string) => ({ kind: 'question', code, text: `asks ${code}`, atMs: 900 });
  for (const code of ['loc', 'cb', 'name']) expect((await report(question(code))).status).toBe(200);
  expect((await report({ ...question('loc'), atMs: 950 })).status).toBe(200);
  await report({ ...question('cb'), atMs: 1_000, outcome: 'dismissed' });
  await report({ kind: 'knowledge', code: 'p1', text: 'Kitchen fire', atMs: 990, outcome: 'opened' });

  for (const leg of [0, 1]) source.frames(leg, tone(5_000), 8_000);
  const call = await until(async () => {
    const answer = await fetch(new URL(`/api/v1/live/${callId}`, app.url));
    const open = LiveDetail.parse(await answer.json());
    return open.incident !== null && open;
  });
  expect(call.guide?.id).toBe('fire');
  const about = await fetch(new URL(`/api/v1/live/${callId}/knowledge`, app.url));
  expect(headingsOf(KnowledgeHits.parse(await about.json()))[0]).toBe('Kitchen fire');

  source.say({ type: 'stop' });
  await source.reply('ended');
  await settled(app.url, callId);
  const told = await fetch(new URL(`/api/v1/calls/${callId}/prompts`, app.url));
  const { prompts } = PromptList.parse(await told.json());
  expect(prompts.map(({ code, outcome, shownAtMs }) => [code, outcome, shownAtMs])).toEqual([
    ['loc', 'done', 900],
    ['cb', 'dismissed', 900],
    ['name', 'expired', 900],
    ['p1', 'opened', 990],
  ]);
  expect((await report(question('late'))).status).toBe(404);
});
