import { expect, test } from 'vitest';
import { judge } from '../../analysis/judge.ts';
import type { LanguageModels } from '../../analysis/llm/models.ts';
import { ModelSettings } from '../../analysis/llm/settings.ts';
import { loadPacks } from '../../analysis/packs/load-packs.ts';
import { callOf, packsFolder } from '../../analysis/testing/calls.ts';
import { ModelRounds } from './model-rounds.ts';

const card = (await loadPacks(packsFolder))
  .flatMap((pack) => pack.scorecards)
  .find(({ format }) => format.id === 'psap-911-script')!;

/** Models that never answer before they are told to, and count how often they were asked. */
function waiting() {
  const asked: AbortSignal[] = [];
  const models = {
    names: ['scripted'],
    ask: ({ signal }: { signal: AbortSignal }) => {
      asked.push(signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
    standing: async () => [],
  } as unknown as LanguageModels;
  return { models, asked };
}

function call(turns: number) {
  return callOf(
    'psap',
    Array.from({ length: turns }, (_, n) => [n % 2 ? 'customer' : 'agent', `words ${n}`]),
  );
}

test('a model is asked when enough is new and enough time has passed, one round at a time', async () => {
  let nowMs = 100_000;
  const { models, asked } = waiting();
  const rounds = new ModelRounds(
    { everyMs: 10_000, turns: 4 },
    {
      models,
      modelSettings: ModelSettings.parse({}),
      clock: { now: () => nowMs },
      judged: () => {},
      failed: () => {},
    },
  );
  const offer = (turns: number) => rounds.offer(call(turns), card, judge(call(turns), card));
  offer(3);
  expect(asked).toHaveLength(0);
  offer(4);
  await new Promise((resolve) => setImmediate(resolve));
  const inFirst = asked.length;
  expect(inFirst).toBeGreaterThan(0);
  nowMs += 60_000;
  offer(40);
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toHaveLength(inFirst);
});

test('what was asked of a call that ended is called off, and says nothing any more', async () => {
  const { models, asked } = waiting();
  const told: string[] = [];
  const rounds = new ModelRounds(
    { everyMs: 0, turns: 1 },
    {
      models,
      modelSettings: ModelSettings.parse({}),
      clock: { now: () => 0 },
      judged: () => void told.push('judged'),
      failed: () => void told.push('failed'),
    },
  );
  rounds.offer(call(4), card, judge(call(4), card));
  await new Promise((resolve) => setImmediate(resolve));
  rounds.stop();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked[0]!.aborted).toBe(true);
  expect(told).toEqual([]);
});
