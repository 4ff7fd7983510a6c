import { expect, test } from 'vitest';
import { openLanguageModels } from '../../analysis/llm/models.ts';
import { ModelSettings } from '../../analysis/llm/settings.ts';
import { loadPacks } from '../../analysis/packs/load-packs.ts';
import { AnalysisSettings } from '../../analysis/settings.ts';
import { callOf, packsFolder } from '../../analysis/testing/calls.ts';
import { LiveJudge } from './live-judge.ts';

const packs = await loadPacks(packsFolder);
const call = callOf('psap', [
  ['agent', 'nine one one what is the address of the emergency'],
  ['customer', 'fourteen elm street my kitchen is on fire'],
]);

/** A judge whose clock moves on by `costMs` with every look at it while it judges. */
function judging(costMs: number, count = 1) {
  const time = { nowMs: 0, running: false };
  const clock = {
    now() {
      if (time.running) time.nowMs += costMs;
      return time.nowMs;
    },
    sleep: async () => {},
  };
  const models = openLanguageModels([], {
    ledger: { spentToday: async () => 0, record: async () => {} },
    clock,
  });
  const parts = {
    packs,
    clock,
    count: () => count,
    models,
    analysisSettings: AnalysisSettings.parse({}),
    modelSettings: ModelSettings.parse({}),
  };
  const settings = { everyMs: 1_000, models: { everyMs: 30_000, turns: 6 } };
  const judge = new LiveJudge('psap', settings, parts, { judged: () => {}, failed: () => {} });
  const offer = (atMs: number, isUrgent = false) => {
    time.nowMs = atMs;
    judge.invalidate();
    return judge.judgeWhenDue(() => {
      time.running = true;
      return call;
    }, isUrgent);
  };
  const settle = () => {
    time.running = false;
  };
  return { judge, offer, settle };
}

test('a call is judged when something is new, and not twice within a second', () => {
  const { judge, offer, settle } = judging(0);
  expect(offer(10_000)).toBe(true);
  settle();
  expect(judge.judgement.findings.some(({ type }) => type === 'address')).toBe(true);
  expect(offer(10_500)).toBe(false);
  expect(offer(11_001)).toBe(true);
});

test('what cannot wait is judged at once, when there is anything new', () => {
  const { judge, offer, settle } = judging(0);
  expect(offer(10_000)).toBe(true);
  settle();
  expect(offer(10_010, true)).toBe(true);
  settle();
  expect(judge.judgeWhenDue(() => call, true)).toBe(false);
});

test('a call that takes long to judge is judged seldomer, once that is no accident, but not for long', () => {
  const { offer, settle } = judging(900);
  const judgedAt = (atMs: number) => {
    const judged = offer(atMs);
    settle();
    return judged;
  };
  expect([10_000, 12_000].map(judgedAt)).toEqual([true, true]);
  expect([14_000, 16_000].map(judgedAt)).toEqual([false, false]);
  expect(judgedAt(18_000)).toBe(true);
});

test('many calls are judged seldomer than one, so that the thread they share is free half of the time', () => {
  const { offer, settle } = judging(20, 50);
  const judgedAt = (atMs: number) => {
    const judged = offer(atMs);
    settle();
    return judged;
  };
  expect([10_000, 12_000].map(judgedAt)).toEqual([true, true]);
  expect([13_500, 17_001].map(judgedAt)).toEqual([false, true]);
});
