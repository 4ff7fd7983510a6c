import { expect, test } from 'vitest';
import { AsyncQueue } from './queue.ts';

async function drain<T>(queue: AsyncQueue<T>): Promise<T[]> {
  return await Array.fromAsync(queue);
}

test('values come out in the order they went in, and a closed queue ends its reader', async () => {
  const queue = new AsyncQueue<number>(10, 'drop-oldest');
  for (const n of [1, 2, 3]) queue.offer(n);
  queue.close();
  expect(await drain(queue)).toEqual([1, 2, 3]);
});

test('a full queue that drops the oldest keeps the newest and counts what it dropped', async () => {
  const queue = new AsyncQueue<number>(2, 'drop-oldest');
  for (const n of [1, 2, 3]) queue.offer(n);
  queue.close();
  expect(await drain(queue)).toEqual([2, 3]);
  expect(queue.dropped).toBe(1);
});

test('a full queue that drops the newest says so to the writer', async () => {
  const queue = new AsyncQueue<number>(1, 'drop-newest');
  expect([queue.offer(1), queue.offer(2)]).toEqual([true, false]);
  queue.close();
  expect(await drain(queue)).toEqual([1]);
});

test('a full queue that waits loses nothing, however slow its reader', async () => {
  const queue = new AsyncQueue<number>(2, 'wait');
  const writers = Promise.all(Array.from({ length: 50 }, (_, n) => queue.push(n)));
  void writers.then(() => queue.close());
  expect((await drain(queue)).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  expect(queue.dropped).toBe(0);
});

test('closing wakes writers that wait', async () => {
  const queue = new AsyncQueue<number>(1, 'wait');
  await queue.push(1);
  const second = queue.push(2);
  queue.close();
  await second;
  expect(await drain(queue)).toEqual([1]);
});
