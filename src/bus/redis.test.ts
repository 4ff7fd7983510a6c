import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { openRedisServer, redisProgram } from '../notify/testing/redis-server.ts';
import { type Bus, openLocalBus } from './bus.ts';
import { openRedisBus } from './redis.ts';
import { BusSettings } from './settings.ts';

const program = redisProgram();
if (!program)
  process.stderr.write('redis-server is not on the path: the bus of several processes is not tested\n');

const Event = z.object({ n: z.number() });
type Event = z.infer<typeof Event>;

function openBus(url: string): Promise<Bus<Event>> {
  return openRedisBus<Event>(
    { ...BusSettings.parse({}), redisUrl: url },
    { topic: 'test', schema: Event, local: openLocalBus(systemClock), clock: systemClock, log: silentLog },
  );
}

/** All that a bus tells, as it comes. */
function listen(bus: Bus<Event>) {
  const heard: number[] = [];
  const stop = new AbortController();
  void (async () => {
    for await (const { event } of bus.subscribe({ signal: stop.signal })) heard.push(event.n);
  })();
  return { heard, stop: () => stop.abort() };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !holds(); tries++) await delay(25);
  expect(holds()).toBe(true);
}

/** Both sides listen to Redis once each has heard of the other. */
async function acquainted(a: Bus<Event>, b: Bus<Event>, heard: { a: number[]; b: number[] }): Promise<void> {
  for (let tries = 0; tries < 200 && !(heard.a.includes(-2) && heard.b.includes(-1)); tries++) {
    a.publish({ n: -1 });
    b.publish({ n: -2 });
    await delay(50);
  }
}

test.skipIf(!program)('what one process publishes is told once to the readers of all', async () => {
  await using server = await openRedisServer(program!);
  const url = `redis://:${server.password}@127.0.0.1:${server.port}`;
  await using a = await openBus(url);
  await using b = await openBus(url);
  const [ofA, ofB] = [listen(a), listen(b)];
  await acquainted(a, b, { a: ofA.heard, b: ofB.heard });
  for (let n = 1; n <= 50; n++) a.publish({ n });
  await until(() => ofB.heard.includes(50));
  const own = (heard: number[]) => heard.filter((n) => n > 0);
  expect(own(ofA.heard)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  expect(own(ofB.heard)).toEqual(own(ofA.heard));
});

test.skipIf(!program)(
  'while Redis is away readers here are told at once, and others when it is back',
  async () => {
    const first = await openRedisServer(program!);
    const url = `redis://:${first.password}@127.0.0.1:${first.port}`;
    await using a = await openBus(url);
    await using b = await openBus(url);
    const [ofA, ofB] = [listen(a), listen(b)];
    await acquainted(a, b, { a: ofA.heard, b: ofB.heard });
    await first[Symbol.asyncDispose]();
    a.publish({ n: 1 });
    await until(() => ofA.heard.includes(1));
    await delay(300);
    await using _ = await openRedisServer(program!, first.port);
    a.publish({ n: 2 });
    await until(() => ofB.heard.includes(2));
    expect(ofB.heard.filter((n) => n > 0)).toEqual([1, 2]);
  },
);

test.skipIf(!program)('what another process tells and this one does not know is left out', async () => {
  await using server = await openRedisServer(program!);
  const url = `redis://:${server.password}@127.0.0.1:${server.port}`;
  await using a = await openBus(url);
  await using b = (await openRedisBus(
    { ...BusSettings.parse({}), redisUrl: url },
    { topic: 'test', schema: z.any(), local: openLocalBus(systemClock), clock: systemClock, log: silentLog },
  )) as Bus<Event>;
  const [ofA, ofB] = [listen(a), listen(b)];
  await acquainted(a, b, { a: ofA.heard, b: ofB.heard });
  b.publish({ m: 'unknown' } as unknown as Event);
  b.publish({ n: 7 });
  await until(() => ofA.heard.includes(7));
});
