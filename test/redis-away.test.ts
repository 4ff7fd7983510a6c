import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LiveDetail, LiveFeedEvent } from '../src/model/live.ts';
import { openRedisServer, redisProgram } from '../src/notify/testing/redis-server.ts';
import { settled } from './client.ts';
import { liveStart, openSource } from './live-source.ts';
import { startApp } from './running-app.ts';
import { until } from './until.ts';

/** Redis is gone for half a minute in the middle of a call, at the pace at which calls are spoken. */
const program = redisProgram();
if (!program)
  process.stderr.write('redis-server is not on the path: a call that loses Redis for 30 s is not tested\n');

const [samplesPerMs, pieceMs] = [8, 100];
const [beforeMs, awayMs, afterMs] = [2_000, 30_000, 1_000];
const wholeMs = beforeMs + awayMs + afterMs;
/** By leg. No two stretches are alike, so that one that is lost, doubled or moved is seen. */
const sound = [31, 37].map((step) =>
  Int16Array.from({ length: wholeMs * samplesPerMs }, (_, n) => ((n * n * step + n * 7) % 20_011) - 10_005),
);
const turns = Array.from({ length: Math.floor(wholeMs / 3_000) }, (_, n) => ({
  ...{ role: n % 2 === 0 ? 'agent' : 'customer', startMs: n * 3_000 + 100, endMs: n * 3_000 + 2_500 },
  text: `this is what was said as number ${n}`,
}));

/** All that a server tells of open calls. */
async function feedOf(url: string): Promise<{ events: LiveFeedEvent[]; close(): void }> {
  const socket = new WebSocket(new URL('/api/v1/live/events', url.replace('http', 'ws')));
  const events: LiveFeedEvent[] = [];
  socket.addEventListener('message', ({ data }) => {
    events.push(LiveFeedEvent.parse(JSON.parse(String(data)).event));
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  return { events, close: () => socket.close() };
}

test.skipIf(!program)(
  'thirty seconds without Redis: the call goes on and says so, nothing is lost, and others hear of it afterwards',
  async () => {
    const first = await openRedisServer(program!);
    const env = {
      EARSHOT_BUS_REDIS_URL: `redis://:${first.password}@127.0.0.1:${first.port}`,
      EARSHOT_OBJECTS_MASTER_KEYS: `shared:${Buffer.alloc(32, 7).toString('base64')}`,
    };
    await using here = await startApp({ env });
    await using other = await startApp({ env });
    const told = { here: await feedOf(here.url), other: await feedOf(other.url) };
    const start = liveStart({ transcript: { fileName: 'known.json', text: JSON.stringify({ turns }) } });
    const source = await openSource(here.url);
    source.say(start);
    const { callId } = await source.reply('ready');
    const notes = async () => {
      const answer = await fetch(new URL(`/api/v1/live/${callId}`, here.url));
      return LiveDetail.parse(await answer.json()).notes.filter(({ kind }) => kind === 'copy');
    };
    const positionAt = ({ events }: (typeof told)['here']) =>
      Math.max(
        0,
        ...events.map((event) =>
          event.type === 'call' && event.callId === callId ? event.call.durationMs : 0,
        ),
      );
    const beganAt = performance.now();
    let spokenMs = 0;
    const speak = async (ms: number) => {
      for (const endMs = spokenMs + ms; spokenMs < endMs; spokenMs += pieceMs) {
        const from = spokenMs * samplesPerMs;
        for (const [leg, all] of sound.entries())
          source.frames(leg, all.subarray(from, from + pieceMs * samplesPerMs), from);
        await delay(Math.max(0, beganAt + spokenMs + pieceMs - performance.now()));
      }
    };
    const safe = () =>
      until(async () =>
        source.replies.some(
          (reply) => reply.type === 'ack' && reply.received.every((one) => one === spokenMs * samplesPerMs),
        ),
      );

    await speak(beforeMs);
    await safe();
    await until(async () => positionAt(told.other) > 0);
    await first[Symbol.asyncDispose]();
    // What was on its way to the other has come.
    const otherKnew = positionAt(told.other);
    await speak(awayMs);
    await safe();
    expect(await notes()).toMatchObject([{ text: expect.stringMatching(/Redis does not answer/) }]);
    expect(positionAt(told.here)).toBeGreaterThan(beforeMs + awayMs - 5_000);
    expect(positionAt(told.other)).toBeLessThan(otherKnew + 5_000);

    await using _ = await openRedisServer(program!, first.port);
    await until(async () => positionAt(told.other) >= beforeMs + awayMs - 5_000);
    await until(async () => (await notes())[1]?.text.includes('copied for other servers again'));
    const noted = (events: LiveFeedEvent[]) => events.filter(({ type }) => type === 'note').length;
    await until(async () => noted(told.other.events) === noted(told.here.events));

    const moved = await openSource(other.url);
    moved.say(start);
    const { received } = await moved.reply('ready');
    expect(received).toEqual([spokenMs * samplesPerMs, spokenMs * samplesPerMs]);
    for (const [leg, all] of sound.entries()) moved.frames(leg, all.subarray(received[leg]!), received[leg]!);
    moved.say({ type: 'stop' });
    await moved.reply('ended');
    const call = await settled(other.url, callId);
    expect(call.durationMs).toBe(wholeMs);
    expect(call.transcript?.turns.map(({ text }) => text)).toEqual(turns.map(({ text }) => text));
    const wav = await (await fetch(new URL(`/api/v1/calls/${callId}/audio`, other.url))).arrayBuffer();
    const both = new Int16Array(wav.slice(44));
    for (const [leg, all] of sound.entries())
      expect(both.filter((_, n) => n % 2 === leg).every((sample, n) => sample === all[n])).toBe(true);
    expect(both).toHaveLength(2 * sound[0]!.length);
    for (const feed of Object.values(told)) feed.close();
  },
  120_000,
);
