import { expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import type { SpeechEngine } from './engine.ts';
import { type Candidate, openEnginePool } from './engine-pool.ts';

/** An engine that only counts how often it was opened and closed. */
function candidate(key = 'one') {
  const counts = { opened: 0, closed: 0 };
  const choice: Candidate = {
    name: 'scripted',
    model: key,
    key,
    takesHotWords: false,
    open: async (): Promise<SpeechEngine> => {
      counts.opened++;
      return {
        name: 'scripted',
        model: key,
        capabilities: { wordTimes: false, hotwords: false, languages: ['*'] },
        hear: async () => ({ language: null, turns: [], missed: [] }),
        async [Symbol.asyncDispose]() {
          counts.closed++;
        },
      };
    },
  };
  return { choice, counts };
}

const deps = { unloadAfterMs: 0, log: silentLog };

test('an engine is opened once for many calls, and closed with the pool', async () => {
  const { choice, counts } = candidate();
  const pool = openEnginePool(deps);
  await Promise.all([1, 2, 3].map(() => pool.use(choice, async () => {})));
  expect(counts).toEqual({ opened: 1, closed: 0 });
  await pool[Symbol.asyncDispose]();
  expect(counts.closed).toBe(1);
});

test('an engine that could not be opened is tried again by the next call', async () => {
  const { choice } = candidate();
  let tries = 0;
  const failing = {
    ...choice,
    open: () => (tries++ === 0 ? Promise.reject(new Error('no')) : choice.open()),
  };
  await using pool = openEnginePool(deps);
  await expect(pool.use(failing, async () => {})).rejects.toThrow('no');
  expect(await pool.use(failing, async (engine) => engine.model)).toBe('one');
});

test('an engine that is no longer wanted closes when its last call has ended', async () => {
  const { choice, counts } = candidate();
  await using pool = openEnginePool(deps);
  const ends = Promise.withResolvers<void>();
  const use = pool.use(choice, () => ends.promise);
  await expect.poll(() => counts.opened).toBe(1);
  pool.keep(() => false);
  await pool.use(choice, async () => {});
  expect(counts).toEqual({ opened: 2, closed: 0 });
  ends.resolve();
  await use;
  await expect.poll(() => counts.closed).toBe(1);
});

test('an engine nobody needs for a while is closed, and opened again when somebody does', async () => {
  const { choice, counts } = candidate();
  await using pool = openEnginePool({ ...deps, unloadAfterMs: 1 });
  await pool.use(choice, async () => {});
  await expect.poll(() => counts.closed).toBe(1);
  await pool.use(choice, async () => {});
  expect(counts.opened).toBe(2);
});
