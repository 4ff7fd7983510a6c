import { expect, test } from 'vitest';
import { openSlots } from './slots.ts';

function job() {
  const started = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  return {
    started: started.promise,
    end: end.resolve,
    work: async () => {
      started.resolve();
      await end.promise;
    },
  };
}

test('no more work runs at once than there are places', async () => {
  const slots = openSlots(2);
  let running = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 10 }, () =>
      slots.run(1, async () => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
      }),
    ),
  );
  expect(most).toBe(2);
});

test('work that asks for all places runs alone, and nothing overtakes it', async () => {
  const slots = openSlots(2);
  const order: string[] = [];
  const first = job();
  const alone = job();
  const runs = [
    slots.run(1, first.work).then(() => order.push('first')),
    slots.run(2, alone.work).then(() => order.push('alone')),
    slots.run(1, async () => {}).then(() => order.push('later')),
  ];
  await first.started;
  first.end();
  await alone.started;
  expect(order).toEqual(['first']);
  alone.end();
  await Promise.all(runs);
  expect(order).toEqual(['first', 'alone', 'later']);
});

test('a place is free again after work that failed', async () => {
  const slots = openSlots(1);
  await expect(slots.run(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await slots.run(1, async () => 'yes')).toBe('yes');
});
