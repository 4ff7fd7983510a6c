import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStallWatch } from './stall-watch.ts';

test('work that asks nothing for too long is stopped, and told why', async () => {
  const watch = openStallWatch(20);
  const { question } = watch.served({ question: () => 42 });
  expect(await question!(undefined as never)).toBe(42);
  const stopped = new Promise((resolve) => watch.signal.addEventListener('abort', resolve, { once: true }));
  await stopped;
  expect(watch.signal.reason).toMatchObject({ code: 'child_timeout' });
});

test('work that has not begun may wait', async () => {
  const watch = openStallWatch(10);
  await delay(60);
  expect(watch.signal.aborted).toBe(false);
  watch.close();
});

test('the time an answer takes does not count, also with several under way', async () => {
  const watch = openStallWatch(40);
  const { slow, quick } = watch.served({ slow: () => delay(150), quick: () => 1 });
  const waiting = slow!(undefined as never);
  await quick!(undefined as never);
  await waiting;
  expect(watch.signal.aborted).toBe(false);
  watch.close();
});

test('the signal of who asked stops it too', () => {
  const stop = new AbortController();
  const watch = openStallWatch(1000, stop.signal);
  stop.abort(new Error('no longer wanted'));
  expect(watch.signal.reason).toEqual(new Error('no longer wanted'));
  watch.close();
});
