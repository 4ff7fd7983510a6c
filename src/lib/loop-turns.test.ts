import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { LoopTurns } from './loop-turns.ts';

test('works are done in order, and what arrives between two of them is not kept waiting by both', async () => {
  const { port1, port2 } = new MessageChannel();
  const order: string[] = [];
  const turns = new LoopTurns();
  const over = new EventTarget();
  const done = once(over, 'over');
  port2.on('message', () => order.push('arrived'));
  turns.later(() => {
    order.push('first');
    port1.postMessage('now');
  });
  turns.later(() => order.push('second'));
  turns.later(() => order.push('third'));
  turns.later(() => over.dispatchEvent(new Event('over')));
  await done;
  port1.close();
  expect(order.filter((one) => one !== 'arrived')).toEqual(['first', 'second', 'third']);
  expect(order.indexOf('arrived')).toBeLessThan(order.indexOf('third'));
});

test('a work may ask for another', async () => {
  const turns = new LoopTurns();
  const { promise, resolve } = Promise.withResolvers<string>();
  turns.later(() => turns.later(() => resolve('later')));
  expect(await promise).toBe('later');
});
