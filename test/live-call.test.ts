import { expect, test } from 'vitest';
import { LiveDetail, LiveList } from '../src/model/live.ts';
import { detail, send, settled } from './client.ts';
import { knownTurns, liveStart, openSource, tone } from './live-source.ts';
import { startApp } from './running-app.ts';
import { wavOf } from './sound.ts';
import { until } from './until.ts';

async function live(url: string, id: string): Promise<LiveDetail> {
  return LiveDetail.parse(await (await fetch(new URL(`/api/v1/live/${id}`, url))).json());
}

test('a live call is heard while it lasts and is then a call like any other', async () => {
  await using app = await startApp();
  const source = await openSource(app.url);
  source.say(liveStart());
  const { callId } = await source.reply('ready');
  source.frames(0, tone(6_000));
  source.frames(1, tone(6_000));
  const open = await until(async () => {
    const call = await live(app.url, callId);
    return call.turns.length === 2 && call.incident !== null && call;
  });
  expect(open.turns.map((turn) => turn.role)).toEqual(['agent', 'customer']);
  expect(open.findings.some(({ kind, type }) => kind === 'entity' && type === 'address')).toBe(true);
  expect(open.needs.map((need) => need.code)).toContain('risk_fire');
  expect(open.evaluation?.scorecardId).toBe('psap-call-taking');
  source.frames(0, tone(3_000), 48_000);
  source.frames(1, tone(3_000), 48_000);
  source.say({ type: 'stop' });
  expect((await source.reply('ended')).callId).toBe(callId);
  const call = await settled(app.url, callId);
  expect(call).toMatchObject({ source: 'live', state: 'done', durationMs: 9_000, title: 'kitchen fire' });
  expect(call.transcript?.turns.map((turn) => turn.text)).toEqual(knownTurns.map((turn) => turn.text));
  expect(call.legs.map((leg) => leg.role)).toEqual(['agent', 'customer']);
  expect(call.score).not.toBeNull();
});

test('a risk is shown while it is being said, and stands once its turn has ended', async () => {
  await using app = await startApp();
  const source = await openSource(app.url);
  const risky = {
    turns: [
      {
        role: 'customer',
        startMs: 200,
        endMs: 4_000,
        text: 'he has a gun please hurry up he is right outside my door',
      },
    ],
  };
  source.say(liveStart({ transcript: { fileName: 'known.json', text: JSON.stringify(risky) } }));
  const { callId } = await source.reply('ready');
  source.frames(1, tone(3_000));
  const firearm = async () =>
    (await live(app.url, callId)).needs.find(({ code }) => code === 'risk_weapon_firearm');
  const said = await until(firearm);
  expect(said).toMatchObject({ weight: 'now', turn: null, provisional: true });
  source.frames(1, tone(2_000), 24_000);
  const stands = await until(async () => {
    const need = await firearm();
    return need && need.turn !== null && need;
  });
  expect(stands).toMatchObject({ weight: 'now', turn: 0 });
  expect(stands.provisional).toBeUndefined();
  source.say({ type: 'stop' });
  await source.reply('ended');
});

test('whoever listens in hears the samples of one side, from where they ask', async () => {
  await using app = await startApp();
  const source = await openSource(app.url);
  source.say(liveStart());
  const { callId } = await source.reply('ready');
  const said = tone(2_000);
  source.frames(0, said);
  source.frames(1, new Int16Array(said.length));
  await until(async () => (await live(app.url, callId)).durationMs >= 2_000);
  const listen = (query: string, id = callId) => fetch(new URL(`/api/v1/live/${id}/audio?${query}`, app.url));
  const heard = await listen('leg=0&fromMs=1500');
  expect(heard.headers.get('x-start-ms')).toBe('1500');
  expect(heard.headers.get('x-sample-rate')).toBe('8000');
  expect([...new Int16Array(await heard.arrayBuffer())]).toEqual([...said.subarray(12_000)]);
  expect((await (await listen('leg=1&fromMs=2000')).arrayBuffer()).byteLength).toBe(0);
  expect((await listen('leg=0', crypto.randomUUID())).status).toBe(404);
  expect((await listen('leg=7')).status).toBe(400);
  source.say({ type: 'stop' });
  await source.reply('ended');
});

test('a source that comes back goes on with its call, and what is missing is said', async () => {
  await using app = await startApp();
  const start = liveStart();
  const first = await openSource(app.url);
  first.say(start);
  const { callId } = await first.reply('ready');
  first.frames(0, tone(2_000));
  first.frames(1, tone(2_000));
  await until(async () => (await live(app.url, callId)).durationMs >= 2_000);
  first.close();
  await first.closed;
  const second = await openSource(app.url);
  second.say(start);
  const ready = await second.reply('ready');
  expect(ready.callId).toBe(callId);
  expect(ready.received).toEqual([16_000, 16_000]);
  second.frames(0, tone(1_000), 32_000);
  second.frames(1, tone(1_000), 32_000);
  const { notes } = await until(async () => {
    const call = await live(app.url, callId);
    return call.durationMs >= 5_000 && call;
  });
  expect(notes.map((note) => note.kind)).toEqual(expect.arrayContaining(['reconnected', 'gap']));
  expect(notes.find((note) => note.kind === 'gap')).toMatchObject({ startMs: 2_000, endMs: 4_000 });
  second.say({ type: 'stop' });
  await second.reply('ended');
  expect(await settled(app.url, callId)).toMatchObject({ state: 'done', durationMs: 5_000 });
});

test('what a source sends wrongly is answered and does not end the call', async () => {
  await using app = await startApp();
  const source = await openSource(app.url);
  source.raw('{"type":');
  expect(await source.reply('error')).toMatchObject({
    code: 'live_message_invalid',
    details: { problem: 'not JSON' },
  });
  source.say(liveStart());
  const { callId } = await source.reply('ready');
  source.raw(new Uint8Array(3));
  source.raw(new Uint8Array(13).fill(1));
  source.say({ type: 'hold', on: 'yes' });
  source.frames(0, tone(1_000));
  source.frames(1, tone(1_000));
  await until(async () => (await live(app.url, callId)).durationMs >= 1_000);
  const errors = source.replies.filter((reply) => reply.type === 'error');
  expect(errors.map(({ details }) => details?.problem)).toEqual([
    'not JSON',
    expect.stringContaining('header'),
    expect.stringContaining('two bytes'),
    expect.stringContaining('on: '),
  ]);
});

test('a remark is told to those who watch, and stays with the call', async () => {
  await using app = await startApp();
  const source = await openSource(app.url);
  source.say(liveStart());
  const { callId } = await source.reply('ready');
  source.frames(0, tone(2_000));
  source.frames(1, tone(2_000));
  await until(async () => (await live(app.url, callId)).durationMs >= 2_000);
  const remark = { kind: 'flag', author: 'Rosa', text: 'good question' };
  const answer = await send(app.url, 'POST', `/api/v1/live/${callId}/remarks`, remark);
  expect(await answer.json()).toMatchObject({ ...remark, atMs: 2_000 });
  expect((await live(app.url, callId)).remarks).toHaveLength(1);
  source.say({ type: 'stop' });
  await source.reply('ended');
  expect((await settled(app.url, callId)).extra.liveRemarks).toMatchObject([{ author: 'Rosa', atMs: 2_000 }]);
  expect((await send(app.url, 'POST', `/api/v1/live/${callId}/remarks`, remark)).status).toBe(404);
});

test('of two connections that claim one call the later one has it, and the earlier is told', async () => {
  await using app = await startApp();
  const start = liveStart();
  const first = await openSource(app.url);
  first.say(start);
  const { callId } = await first.reply('ready');
  first.frames(0, tone(1_000));
  first.frames(1, tone(1_000));
  await until(async () => (await live(app.url, callId)).durationMs >= 1_000);
  const second = await openSource(app.url);
  second.say(start);
  expect((await second.reply('ready')).callId).toBe(callId);
  expect((await first.reply('error')).code).toBe('live_taken_over');
  await first.closed;
  second.frames(0, tone(1_000), 8_000);
  second.frames(1, tone(1_000), 8_000);
  second.say({ type: 'stop' });
  await second.reply('ended');
  expect(await settled(app.url, callId)).toMatchObject({ durationMs: 2_000 });
});

test('two starts of one key at the same moment are one call', async () => {
  await using app = await startApp();
  const start = liveStart();
  const sources = await Promise.all([openSource(app.url), openSource(app.url)]);
  for (const source of sources) source.say(start);
  const ids = await Promise.all(sources.map(async (source) => (await source.reply('ready')).callId));
  expect(new Set(ids).size).toBe(1);
});

test('a source that never comes back is a call that ended', async () => {
  await using app = await startApp({ env: { EARSHOT_LIVE_RESUME_WITHIN_MS: '500' } });
  const source = await openSource(app.url);
  source.say(liveStart());
  const { callId } = await source.reply('ready');
  source.frames(0, tone(3_000));
  source.frames(1, tone(3_000));
  await until(async () => (await live(app.url, callId)).durationMs >= 3_000);
  source.close();
  const kept = await until(async () => (await fetch(new URL(`/api/v1/calls/${callId}`, app.url))).ok);
  expect(kept).toBe(true);
  expect(await settled(app.url, callId)).toMatchObject({ durationMs: 3_000 });
});

test('a source that sends no audio leaves no call behind', async () => {
  await using app = await startApp();
  const source = await openSource(app.url);
  source.say(liveStart());
  const { callId } = await source.reply('ready');
  source.say({ type: 'stop' });
  await source.reply('ended');
  expect(LiveList.parse(await (await fetch(new URL('/api/v1/live', app.url))).json()).calls).toEqual([]);
  expect((await fetch(new URL(`/api/v1/calls/${callId}`, app.url))).status).toBe(404);
});

test('a client that knows nothing but JSON is heard too', async () => {
  await using app = await startApp();
  const socket = new WebSocket(new URL('/api/v1/live/source', app.url.replace('http', 'ws')));
  const answers: { type: string; callId: string; details?: { problem: string } }[] = [];
  socket.addEventListener('message', ({ data }) => answers.push(JSON.parse(String(data))));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const say = (message: object) => socket.send(JSON.stringify({ call_id: '17', ...message }));
  say({ agent_id: 'ana', action: 'start', sample_rate: 'fast' });
  say({ agent_id: 'ana', action: 'start', sample_rate: 8000 });
  const chunk = Buffer.from(tone(500).buffer).toString('base64');
  for (let n = 0; n < 4; n++) say({ audio_chunk: chunk });
  say({ action: 'stop' });
  const ended = await until(async () => answers.find(({ type }) => type === 'ended'));
  const call = await until(async () => {
    const found = await detail(app.url, ended.callId);
    return found.durationMs !== null && found;
  });
  expect(call).toMatchObject({ agent: 'ana', externalId: '17', durationMs: 2_000 });
  expect(answers[0]).toMatchObject({
    type: 'error',
    details: { problem: expect.stringMatching(/^sample_rate: /) },
  });
  socket.close();
});

test('a call that is only told has its words at once, and is kept as a call without audio having come', async () => {
  await using app = await startApp();
  const { transcript: _, ...start } = liveStart();
  const line = await app.live.open(start, { source: 'simulated', channel: 'drill', toldLegs: [0, 1] });
  const [asked, answered] = knownTurns;
  line.told(0, asked!);
  line.told(1, answered!);
  line.passed(6_000);
  const open = await live(app.url, line.callId);
  expect(open).toMatchObject({ source: 'simulated', durationMs: 6_000, engine: 'given' });
  expect(open.turns.map((turn) => turn.text)).toEqual([asked!.text, answered!.text]);
  line.told(1, { ...answered!, endMs: 3_800, text: 'fourteen twenty two maple street' });
  expect((await live(app.url, line.callId)).turns).toHaveLength(2);
  await line.end();
  const call = await settled(app.url, line.callId);
  expect(call).toMatchObject({ source: 'simulated', state: 'done', durationMs: 6_000 });
  expect(call.flags.map(({ code }) => code)).not.toContain('audio_no_speech');
  expect(call.metrics?.legs.map(({ talkMs }) => talkMs)).toEqual([2_000, 1_200]);
  expect(call.transcript?.turns[1]).toMatchObject({ text: 'fourteen twenty two maple street', endMs: 3_800 });
});

test('of a leg that is told nothing is missing when its audio pauses, and what it says is not heard twice', async () => {
  await using app = await startApp();
  const { transcript: _, ...start } = liveStart();
  const line = await app.live.open(start, { source: 'simulated', channel: 'drill', toldLegs: [1] });
  line.frame(1, { firstSample: 0, samples: tone(1_000), sequence: 0 });
  line.frame(1, { firstSample: 40_000, samples: tone(1_000), sequence: 1 });
  line.told(1, { text: 'my kitchen is on fire', startMs: 0, endMs: 1_000 });
  const { turns, notes, durationMs } = await live(app.url, line.callId);
  expect(turns.map((turn) => turn.text)).toEqual(['my kitchen is on fire']);
  expect(notes.map((note) => note.kind)).toEqual(['engine']);
  expect(durationMs).toBe(6_000);
  await line.end();
  expect(await settled(app.url, line.callId)).toMatchObject({ source: 'simulated', durationMs: 6_000 });
});

test('where nothing hears a call it is sound that says since when nobody speaks', async () => {
  await using app = await startApp();
  const source = await openSource(app.url);
  const { transcript: _, ...start } = liveStart();
  source.say(start);
  const { callId } = await source.reply('ready');
  const bytes = wavOf(40_000, [[{ startMs: 2_000, endMs: 18_000 }]]).subarray(44);
  const samples = Int16Array.from({ length: bytes.length / 2 }, (_, n) => bytes.readInt16LE(2 * n));
  source.frames(0, new Int16Array(samples.length));
  source.frames(1, samples);
  const quiet = await until(async () => {
    const { durationMs, needs } = await live(app.url, callId);
    return durationMs === 40_000 && needs.find(({ code }) => code === 'dead_air');
  });
  expect(quiet.sinceMs / 1000).toBeCloseTo(18, 0);
  expect(quiet.weight).toBe('soon');
  source.say({ type: 'stop' });
  await source.reply('ended');
});
