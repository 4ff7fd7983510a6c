import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LiveList } from '../src/model/live.ts';
import { settled } from './client.ts';
import { startServer } from './command-line.ts';
import { drillDetail, openDesk, startDrill } from './drill-desk-client.ts';
import { startApp } from './running-app.ts';
import { until } from './until.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-drill-'));
  // As root, PostgreSQL runs under another account, which must be able to pass through.
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a drill outlives its server: it goes on where it was, as the same call', async () => {
  const first = await startServer(folder);
  const { id } = await startDrill(first.url, { scenarioId: 'chest-pain' });
  const desk = await openDesk(first.url, id);
  desk.say({ type: 'answer' });
  desk.say({ type: 'said', id: '1', text: '911, what is the address of your emergency?' });
  await desk.next('turn', ({ turn }) => turn.text.includes('66 Oak Terrace'));
  desk.say({ type: 'cad', field: 'location', value: '66 Oak Terrace' });
  await desk.next('drill', ({ drill }) => drill.cadEntries.length === 1);
  const before = await drillDetail(first.url, id);
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');

  await using second = await startServer(folder);
  const after = await drillDetail(second.url, id);
  expect(after).toMatchObject({ phase: 'held', callId: before.callId, cad: { location: '66 Oak Terrace' } });
  expect(after.turns.slice(0, before.turns.length)).toEqual(before.turns);
  const { calls } = LiveList.parse(await (await fetch(new URL('/api/v1/live', second.url))).json());
  expect(calls.map((call) => call.id)).toEqual([before.callId]);
  const again = await openDesk(second.url, id);
  await again.next('drill');
  again.say({ type: 'said', id: '1', text: '911, what is the address of your emergency?' });
  again.say({ type: 'said', id: '2', text: 'How old is he?' });
  await again.next('turn', ({ turn }) => turn.text.includes('58'));
  again.say({ type: 'hang_up' });
  const { drill: over } = await again.next('drill', ({ drill }) => drill.phase === 'ended');
  expect(over.turns.filter(({ role }) => role === 'agent')).toHaveLength(2);
  await until(async () => (await fetch(new URL(`/api/v1/calls/${over.callId}`, second.url))).ok);
  const call = await settled(second.url, over.callId!);
  expect(call.transcript?.turns.map(({ text }) => text)).toEqual(over.turns.map(({ text }) => text));
}, 300_000);

test('a drill whose desk is gone is held after a while, and ended when nobody comes', async () => {
  await using app = await startApp({
    env: { EARSHOT_DRILLS_HOLD_WITHOUT_DESK_MS: '1000', EARSHOT_DRILLS_END_WITHOUT_DESK_MS: '4000' },
  });
  const { id } = await startDrill(app.url, { scenarioId: 'chest-pain' });
  const desk = await openDesk(app.url, id);
  desk.say({ type: 'answer' });
  await desk.next('drill', ({ drill }) => drill.phase === 'open');
  desk.close();
  await until(async () => (await drillDetail(app.url, id)).phase === 'held');
  const over = await until(async () => {
    const drill = await drillDetail(app.url, id);
    return drill.phase === 'ended' && drill;
  });
  expect(over.ended).toBe('stopped');
  expect(over.durationMs).toBeLessThan(4_000);
}, 60_000);
