import { expect, test } from 'vitest';
import { type ChildSettings, openChild, openChildPool } from './child.ts';
import { systemClock } from './clock.ts';

const settings: ChildSettings = {
  entry: new URL('./fixtures/echo-child.ts', import.meta.url),
  timeoutMs: 10_000,
};

test('a child answers, and typed arrays arrive as they were', async () => {
  await using child = openChild(settings);
  expect(await child.call('echo', { samples: new Float32Array([1, 2]) })).toEqual({
    samples: new Float32Array([1, 2]),
  });
});

test('a child asks its parent back while a call lasts', async () => {
  await using child = openChild(settings);
  const serve = { number: ({ n }: { n: number }) => n + 1 };
  const results = await Promise.all([1, 2, 3].map((n) => child.call<number>('double', { n }, { serve })));
  expect(results).toEqual([4, 6, 8]);
});

test('an error crosses the border with its code', async () => {
  await using child = openChild(settings);
  await expect(child.call('fail', {})).rejects.toMatchObject({ code: 'disk_full' });
});

test('an error in what the parent serves reaches the caller with its code', async () => {
  await using child = openChild(settings);
  const serve = {
    number: () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    },
  };
  await expect(child.call('double', { n: 1 }, { serve })).rejects.toMatchObject({ code: 'disk_full' });
});

test('a child that dies fails its calls, says how it ended, and the next call gets a new one', async () => {
  await using child = openChild(settings, { clock: { ...systemClock, sleep: async () => {} } });
  const before = await child.call<number>('pid', {});
  const [crashed, held] = await Promise.allSettled([child.call('crash', {}), child.call('hang', {})]);
  expect(crashed).toMatchObject({
    reason: { code: 'child_crashed', details: { how: 'SIGKILL', stderr: 'last words' } },
  });
  expect(held).toMatchObject({ reason: { code: 'child_crashed' } });
  expect(await child.call<number>('pid', {})).not.toBe(before);
});

test('crashes in a row are followed by longer and longer waits', async () => {
  const waits: number[] = [];
  const clock = {
    now: () => 0,
    sleep: async (ms: number) => {
      waits.push(ms);
    },
  };
  await using child = openChild(settings, { clock });
  for (let n = 0; n < 4; n++) await child.call('crash', {}).catch(() => {});
  expect(waits).toHaveLength(3);
  expect(waits[1]).toBeGreaterThan(waits[0] as number);
  expect(waits[2]).toBeGreaterThan(waits[1] as number);
});

test('a child that hangs is ended after the time limit', async () => {
  await using child = openChild(settings);
  await expect(child.call('hang', {}, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'child_timeout' });
  expect(await child.call('echo', 'again')).toBe('again');
});

test('an aborted call rejects with the reason and ends what the child was doing', async () => {
  await using child = openChild(settings);
  await child.call('echo', 'warm');
  const stop = new AbortController();
  const call = child.call('hang', {}, { signal: stop.signal });
  setTimeout(() => stop.abort(new Error('enough')), 50);
  await expect(call).rejects.toThrow('enough');
  expect(await child.call('echo', 'again')).toBe('again');
});

test('a child above its memory limit is replaced once it is idle', async () => {
  await using child = openChild({ ...settings, recycleAboveBytes: 1 });
  const first = await child.call<number>('pid', {});
  expect(await child.call<number>('pid', {})).not.toBe(first);
});

test('a pool runs as many calls at once as it has children, and all get their turn', async () => {
  await using pool = openChildPool(2, settings);
  const pids = await Promise.all(Array.from({ length: 6 }, () => pool.call<number>('pid', {})));
  expect(new Set(pids).size).toBe(2);
});
