import { once } from 'node:events';
import { setTimeout as delay, setImmediate as othersTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurns } from './in-turns.ts';

test('each has its turn in every round, those that came meanwhile in the next', async () => {
  const all = ['a', 'b'];
  const worked: string[] = [];
  const done = new EventTarget();
  const stop = inTurns(
    20,
    () => all,
    (one) => {
      worked.push(one);
      if (worked.length === 1) all.push('c');
      if (worked.length === 5) done.dispatchEvent(new Event('enough'));
    },
  );
  await once(done, 'enough');
  stop();
  expect(worked).toEqual(['a', 'b', 'a', 'b', 'c']);
  await delay(40);
  expect(worked).toHaveLength(5);
});

test('others have their turn between two, also when the period is over already', async () => {
  const order: string[] = [];
  const done = new EventTarget();
  const stop = inTurns(
    1,
    () => [1, 2, 3],
    (one) => {
      const untilMs = performance.now() + 2;
      while (performance.now() < untilMs);
      order.push(`call ${one}`);
      void othersTurn().then(() => order.push('others'));
      if (order.length > 4) done.dispatchEvent(new Event('enough'));
    },
  );
  await once(done, 'enough');
  stop();
  expect(order.slice(0, 4)).toEqual(['call 1', 'others', 'call 2', 'others']);
});
