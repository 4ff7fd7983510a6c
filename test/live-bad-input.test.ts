import { expect, test } from 'vitest';
import { LiveDetail } from '../src/model/live.ts';
import { writeFrame } from '../src/model/live-frame.ts';
import { settled } from './client.ts';
import { liveStart, openSource, type TestSource, tone } from './live-source.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { until } from './until.ts';

/** Sources that do what sources should not. */
async function begun(app: RunningApp, more: Parameters<typeof liveStart>[0] = {}) {
  const source = await openSource(app.url);
  source.say(liveStart(more));
  const { callId } = await source.reply('ready');
  const look = async () =>
    LiveDetail.parse(await (await fetch(new URL(`/api/v1/live/${callId}`, app.url))).json());
  return { source, callId, look };
}

function speak(source: TestSource, samples: Int16Array, firstSample = 0): void {
  for (const leg of [0, 1]) source.frames(leg, samples, firstSample);
}

async function stopped(app: RunningApp, { source, callId }: { source: TestSource; callId: string }) {
  source.say({ type: 'stop' });
  await source.reply('ended');
  return await settled(app.url, callId);
}

test('more audio than time passes is kept whole, and it is said that the rate may be another', async () => {
  await using app = await startApp();
  const call = await begun(app);
  speak(call.source, tone(40_000));
  const drifted = async () => (await call.look()).notes.filter(({ kind }) => kind === 'drift');
  await until(async () => (await drifted()).length === 2);
  expect((await drifted()).map(({ leg }) => leg).toSorted()).toEqual([0, 1]);
  expect(await stopped(app, call)).toMatchObject({ durationMs: 40_000 });
}, 120_000);

test('thirty seconds without network are a gap of thirty seconds', async () => {
  await using app = await startApp();
  const call = await begun(app);
  speak(call.source, tone(2_000));
  speak(call.source, tone(1_000), 8 * 32_000);
  await until(async () => (await call.look()).durationMs === 33_000);
  const { notes, legs } = await call.look();
  const gaps = notes.filter(({ kind }) => kind === 'gap');
  expect(gaps.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [2_000, 32_000],
    [2_000, 32_000],
  ]);
  expect(legs.map(({ lostMs }) => lostMs)).toEqual([30_000, 30_000]);
  expect(await stopped(app, call)).toMatchObject({ durationMs: 33_000 });
}, 120_000);

test('silence and nothing else is a call in which nobody was heard', async () => {
  await using app = await startApp();
  const { transcript: _, ...start } = liveStart();
  const source = await openSource(app.url);
  source.say(start);
  const { callId } = await source.reply('ready');
  speak(source, new Int16Array(4_000 * 8));
  source.say({ type: 'stop' });
  await source.reply('ended');
  await until(async () => (await fetch(new URL(`/api/v1/calls/${callId}`, app.url))).ok);
  const call = await settled(app.url, callId);
  expect(call).toMatchObject({ source: 'live', durationMs: 4_000, transcript: null });
}, 120_000);

test('a source that never says stop has a call that ends by itself', async () => {
  await using app = await startApp({ env: { EARSHOT_LIVE_MAX_DURATION_MS: '5000' } });
  const { source, callId } = await begun(app);
  speak(source, tone(6_000));
  expect((await source.reply('ended')).callId).toBe(callId);
  expect(await settled(app.url, callId)).toMatchObject({ durationMs: 6_000 });
}, 120_000);

test('frames upside down, twice and too long leave every sample in its place', async () => {
  await using app = await startApp();
  const call = await begun(app);
  const whole = tone(2_000);
  const frames = Array.from({ length: 100 }, (_, n) =>
    writeFrame(0, { sequence: n, firstSample: n * 160, samples: whole.subarray(n * 160, (n + 1) * 160) }),
  );
  for (let n = 0; n < frames.length; n += 2)
    for (const frame of [frames[n + 1]!, frames[n]!, frames[n + 1]!]) call.source.raw(frame);
  call.source.raw(writeFrame(0, { sequence: 100, firstSample: 16_000, samples: tone(2_100) }));
  await until(async () => (await call.look()).durationMs === 2_000);
  const heard = await fetch(new URL(`/api/v1/live/${call.callId}/audio?leg=0`, app.url));
  expect([...new Int16Array(await heard.arrayBuffer())]).toEqual([...whole]);
  expect((await call.source.reply('error')).code).toBe('live_message_invalid');
  expect((await call.look()).notes).toEqual([]);
}, 120_000);

test('a source that sends nothing but junk is let go, and its call waits for a better one', async () => {
  await using app = await startApp();
  const call = await begun(app);
  speak(call.source, tone(1_000));
  for (let n = 0; n < 40; n++) call.source.raw(new Uint8Array(30).fill(n + 2));
  await call.source.closed;
  expect((await call.look()).durationMs).toBe(1_000);
}, 120_000);
