import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LiveDetail, LiveList } from '../src/model/live.ts';
import { openRedisServer, type RedisServer, redisProgram } from '../src/notify/testing/redis-server.ts';
import { settled } from './client.ts';
import { startServer } from './command-line.ts';
import { testDatabase } from './database.ts';
import { drillDetail, openDesk, startDrill } from './drill-desk-client.ts';
import { knownTurns, liveStart, openSource, type TestSource, tone } from './live-source.ts';
import { startApp } from './running-app.ts';
import { until } from './until.ts';

/** Several servers that share open calls through one Redis. */
const program = redisProgram();
if (!program)
  process.stderr.write('redis-server is not on the path: open calls of several servers are not tested\n');

let redis: RedisServer;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-servers-'));
  if (program) redis = await openRedisServer(program);
});
afterEach(async () => {
  await redis?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const masterKey = `shared:${Buffer.alloc(32, 7).toString('base64')}`;
const shared = (more: Record<string, string> = {}) => ({
  EARSHOT_BUS_REDIS_URL: `redis://:${redis.password}@127.0.0.1:${redis.port}`,
  EARSHOT_BUS_CALL_REFRESH_MS: '300',
  EARSHOT_BUS_CALL_ABANDONED_MS: '3000',
  EARSHOT_OBJECTS_MASTER_KEYS: masterKey,
  ...more,
});

const live = async (url: string, id: string) =>
  LiveDetail.parse(await (await fetch(new URL(`/api/v1/live/${id}`, url))).json());
const openCalls = async (url: string) =>
  LiveList.parse(await (await fetch(new URL('/api/v1/live', url))).json()).calls.map(({ id }) => id);

async function safe(source: TestSource, samples: number): Promise<void> {
  await until(async () =>
    source.replies.some((reply) => reply.type === 'ack' && reply.received.every((one) => one >= samples)),
  );
}

/** So many milliseconds of both legs, from a sample on. */
function speak(source: TestSource, ms: number, firstSample = 0): void {
  for (const leg of [0, 1]) source.frames(leg, tone(ms), firstSample);
}

test.skipIf(!program)(
  'the source of a server that was killed goes on at another',
  async () => {
    await using database = await testDatabase();
    await using other = await startApp({ env: shared() });
    const first = await startServer(folder, shared({ EARSHOT_DATABASE_URL: database.url }));
    const start = liveStart();
    const source = await openSource(first.url);
    source.say(start);
    const { callId } = await source.reply('ready');
    speak(source, 3_000);
    await safe(source, 24_000);
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    const again = await openSource(other.url);
    again.say(start);
    expect(await again.reply('ready')).toMatchObject({ callId, received: [24_000, 24_000] });
    expect((await live(other.url, callId)).turns.map(({ text }) => text)).toEqual([knownTurns[0]!.text]);
    speak(again, 6_000, 24_000);
    again.say({ type: 'stop' });
    await again.reply('ended');
    const call = await settled(other.url, callId);
    expect(call).toMatchObject({ state: 'done', durationMs: 9_000 });
    expect(call.transcript?.turns.map(({ text }) => text)).toEqual(knownTurns.map(({ text }) => text));
    expect(call.flags.map(({ code }) => code)).not.toContain('cut_off');
  },
  120_000,
);

test.skipIf(!program)(
  'what a server heard that was killed is kept by another when nobody comes back',
  async () => {
    await using database = await testDatabase();
    await using other = await startApp({ env: shared({ EARSHOT_LIVE_RESUME_WITHIN_MS: '500' }) });
    const first = await startServer(folder, shared({ EARSHOT_DATABASE_URL: database.url }));
    const source = await openSource(first.url);
    source.say(liveStart());
    const { callId } = await source.reply('ready');
    speak(source, 3_000);
    await safe(source, 24_000);
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    await until(async () => (await fetch(new URL(`/api/v1/calls/${callId}`, other.url))).ok);
    const call = await settled(other.url, callId);
    expect(call).toMatchObject({ source: 'live', durationMs: 3_000 });
    expect(call.flags.map(({ code }) => code)).toContain('cut_off');
  },
  120_000,
);

test.skipIf(!program)(
  'a source that moves to another server takes its call along',
  async () => {
    await using first = await startApp({ env: shared() });
    await using other = await startApp({ env: shared() });
    const start = liveStart();
    const source = await openSource(first.url);
    source.say(start);
    const { callId } = await source.reply('ready');
    speak(source, 3_000);
    await safe(source, 24_000);
    const moved = await openSource(other.url);
    moved.say(start);
    expect(await moved.reply('ready')).toMatchObject({ callId, received: [24_000, 24_000] });
    expect((await source.reply('error')).code).toBe('live_taken_over');
    await until(async () => (await openCalls(first.url)).length === 0);
    await until(async () => (await readdir(join(first.dataFolder, 'live'))).length === 0);
    speak(moved, 1_000, 24_000);
    moved.say({ type: 'stop' });
    await moved.reply('ended');
    expect(await settled(other.url, callId)).toMatchObject({ durationMs: 4_000 });
    expect((await fetch(new URL(`/api/v1/calls/${callId}`, first.url))).status).toBe(404);
  },
  120_000,
);

test.skipIf(!program)(
  'while Redis is away a call goes on and says so; afterwards another server can take it',
  async () => {
    await using first = await startApp({ env: shared() });
    await using other = await startApp({ env: shared() });
    const start = liveStart();
    const source = await openSource(first.url);
    source.say(start);
    const { callId } = await source.reply('ready');
    speak(source, 1_000);
    await safe(source, 8_000);
    await redis[Symbol.asyncDispose]();
    speak(source, 2_000, 8_000);
    await safe(source, 24_000);
    const copyNotes = async () =>
      (await live(first.url, callId)).notes.filter(({ kind }) => kind === 'copy').length;
    await until(async () => (await copyNotes()) === 1);
    redis = await openRedisServer(program!, redis.port);
    await until(async () => (await copyNotes()) === 2);
    const moved = await openSource(other.url);
    moved.say(start);
    expect(await moved.reply('ready')).toMatchObject({ callId, received: [24_000, 24_000] });
  },
  120_000,
);

test.skipIf(!program)(
  'a server starts and hears calls without the Redis it is told of',
  async () => {
    const env = shared();
    await redis[Symbol.asyncDispose]();
    await using app = await startApp({ env });
    const source = await openSource(app.url);
    source.say(liveStart());
    const { callId } = await source.reply('ready');
    speak(source, 2_000);
    await safe(source, 16_000);
    source.say({ type: 'stop' });
    await source.reply('ended');
    expect(await settled(app.url, callId)).toMatchObject({ durationMs: 2_000 });
  },
  120_000,
);

test.skipIf(!program)(
  'of two servers one plays a drill, and the other goes on with it when that one is gone',
  async () => {
    await using database = await testDatabase();
    const own = shared({ EARSHOT_DATABASE_URL: database.url });
    const first = await startServer(join(folder, 'first'), own);
    const { id } = await startDrill(first.url, { scenarioId: 'chest-pain' });
    const desk = await openDesk(first.url, id);
    desk.say({ type: 'answer' });
    desk.say({ type: 'said', id: '1', text: '911, what is the address of your emergency?' });
    await desk.next('turn', ({ turn }) => turn.text.includes('66 Oak Terrace'));
    await using second = await startServer(join(folder, 'second'), own);
    const early = await openDesk(second.url, id);
    expect(await early.next('error')).toMatchObject({ code: 'drill_elsewhere' });
    await early.closed;
    desk.say({ type: 'said', id: '2', text: 'How old is he?' });
    await desk.next('turn', ({ turn }) => turn.text.includes('58'));
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    await until(async () => (await drillDetail(second.url, id)).turns.length > 0);
    const late = await openDesk(second.url, id);
    const { drill } = await late.next('drill');
    expect(drill.turns.map(({ text }) => text)).toContain('How old is he?');
    late.say({ type: 'hang_up' });
    await late.next('drill', (message) => message.drill.phase === 'ended');
  },
  300_000,
);
