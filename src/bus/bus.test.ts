import { expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import type { LiveEvent } from '../model/api.ts';
import { openLocalBus } from './bus.ts';

const clock = { now: () => 1_000 };
const event = (): LiveEvent => ({ type: 'rejection', rejectionId: newId() });

test('a reader gets what is published after it came, in order', async () => {
  await using bus = openLocalBus(clock);
  const stop = new AbortController();
  const events = bus.subscribe({ signal: stop.signal })[Symbol.asyncIterator]();
  const first = events.next();
  const sent = [event(), event()];
  for (const one of sent) bus.publish(one);
  expect((await first).value?.event).toEqual(sent[0]);
  expect((await events.next()).value?.event).toEqual(sent[1]);
});

test('a reader that comes back gets what it missed', async () => {
  await using bus = openLocalBus(clock);
  const sent = [event(), event(), event()];
  for (const one of sent) bus.publish(one);
  const events = bus
    .subscribe({ signal: new AbortController().signal, afterId: 1_000 })
    [Symbol.asyncIterator]();
  expect((await events.next()).value).toEqual({ id: 1_001, event: sent[1] });
  expect((await events.next()).value).toEqual({ id: 1_002, event: sent[2] });
});

test('an aborted reader ends', async () => {
  await using bus = openLocalBus(clock);
  const stop = new AbortController();
  const events = bus.subscribe({ signal: stop.signal })[Symbol.asyncIterator]();
  const next = events.next();
  stop.abort();
  expect((await next).done).toBe(true);
});

test('a slow reader loses the oldest events and keeps the newest', async () => {
  await using bus = openLocalBus(clock);
  const events = bus.subscribe({ signal: new AbortController().signal })[Symbol.asyncIterator]();
  const first = events.next();
  for (let n = 0; n < 2_500; n++) bus.publish(event());
  expect((await first).value?.id).toBe(1_000 + 2_500 - 1_000);
  expect((await events.next()).value?.id).toBe(1_000 + 2_500 - 999);
});
