import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LiveDetail } from '../src/model/live.ts';
import { send, settled } from './client.ts';
import { type Server, startServer } from './command-line.ts';
import { knownTurns, liveStart, openSource, type TestSource, tone } from './live-source.ts';
import { until } from './until.ts';

/** The server as people run it, killed while a call is open. */
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earshot-live-restart-'));
  // As root, PostgreSQL runs under another account, which must be able to pass through.
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const live = async (url: string, id: string) =>
  LiveDetail.parse(await (await fetch(new URL(`/api/v1/live/${id}`, url))).json());

async function kill(server: Server): Promise<void> {
  server.process.kill('SIGKILL');
  await once(server.process, 'exit');
}

/** Resolves when the source has been told that so many samples of both legs are safe. */
async function safe(source: TestSource, samples: number): Promise<void> {
  await until(async () =>
    source.replies.some((reply) => reply.type === 'ack' && reply.received.every((one) => one >= samples)),
  );
}

const start = liveStart();

/** A call of three seconds, on hold, with a remark; all of it acknowledged. */
async function begun(server: Server): Promise<string> {
  const source = await openSource(server.url);
  source.say(start);
  const { callId } = await source.reply('ready');
  for (const leg of [0, 1]) source.frames(leg, tone(3_000));
  await safe(source, 24_000);
  source.say({ type: 'hold', on: true });
  await until(async () => (await live(server.url, callId)).legs[0]?.state === 'held');
  await send(server.url, 'POST', `/api/v1/live/${callId}/remarks`, {
    kind: 'note',
    author: 'Rosa',
    text: 'fire',
  });
  return callId;
}

test('a call goes on where it was when its source comes back to a server that was killed', async () => {
  const first = await startServer(folder);
  const callId = await begun(first);
  await kill(first);
  await using server = await startServer(folder);
  const waiting = await live(server.url, callId);
  expect(waiting).toMatchObject({
    durationMs: 3_000,
    remarks: [{ text: 'fire' }],
    legs: [{ state: 'held' }, {}],
  });
  expect(waiting.turns.map(({ text }) => text)).toEqual([knownTurns[0]!.text]);
  const source = await openSource(server.url);
  source.say(start);
  expect(await source.reply('ready')).toMatchObject({ callId, received: [24_000, 24_000] });
  source.say({ type: 'hold', on: false });
  for (const leg of [0, 1]) source.frames(leg, tone(6_000), 24_000);
  source.say({ type: 'stop' });
  await source.reply('ended');
  const call = await settled(server.url, callId);
  expect(call).toMatchObject({ state: 'done', durationMs: 9_000 });
  expect(call.transcript?.turns.map(({ text }) => text)).toEqual(knownTurns.map(({ text }) => text));
  expect(call.flags.map(({ code }) => code)).not.toContain('cut_off');
  const notes = call.extra.liveNotes as { kind: string }[];
  expect(notes.map(({ kind }) => kind)).toEqual(['hold', 'reconnected', 'hold']);
  expect(await readdir(join(folder, 'live'))).toEqual([]);
}, 300_000);

test('a call to whose killed server nobody comes back is kept, and says that it is cut off', async () => {
  const first = await startServer(folder);
  const callId = await begun(first);
  await kill(first);
  await using server = await startServer(folder, { EARSHOT_LIVE_RESUME_WITHIN_MS: '500' });
  await until(async () => (await fetch(new URL(`/api/v1/calls/${callId}`, server.url))).ok);
  const call = await settled(server.url, callId);
  expect(call).toMatchObject({ source: 'live', durationMs: 3_000 });
  expect(call.flags.map(({ code }) => code)).toContain('cut_off');
}, 300_000);

test('a call outlives a server that is stopped and started again, twice', async () => {
  const first = await startServer(folder);
  const callId = await begun(first);
  await first[Symbol.asyncDispose]();
  {
    await using second = await startServer(folder);
    const source = await openSource(second.url);
    source.say(start);
    expect((await source.reply('ready')).callId).toBe(callId);
    for (const leg of [0, 1]) source.frames(leg, tone(1_000), 24_000);
    await safe(source, 32_000);
  }
  await using third = await startServer(folder);
  const source = await openSource(third.url);
  source.say(start);
  expect(await source.reply('ready')).toMatchObject({ callId, received: [32_000, 32_000] });
  source.say({ type: 'stop' });
  await source.reply('ended');
  expect(await settled(third.url, callId)).toMatchObject({ durationMs: 4_000 });
}, 300_000);
