import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { type Attempt, type Ledger, openLanguageModels } from './models.ts';
import { ModelSettings } from './settings.ts';
import { type ModelServer, openModelServer, type Script } from './testing/model-server.ts';

const schema = z.object({ answer: z.string() });
const question = { instructions: 'Answer.', prompt: 'Well?', schema, temperature: 0, seed: 1 };
const good: Script = { text: '{"answer":"yes"}' };

function ledgerInMemory(): Ledger & { attempts: Attempt[] } {
  const attempts: Attempt[] = [];
  return {
    attempts,
    async spentToday({ model }) {
      return attempts.filter((one) => one.model === model).reduce((sum, one) => sum + one.cost, 0);
    },
    async record(attempt) {
      attempts.push(attempt);
    },
  };
}

function chainOf(servers: ModelServer[], more: object = {}, clock?: Clock) {
  let now = 1_000_000;
  const held = clock ?? { now: () => now, sleep: async () => {} };
  const ledger = ledgerInMemory();
  const { chain } = ModelSettings.parse({
    chain: servers.map(({ url }, n) => ({
      provider: 'openai-compatible',
      model: `model-${n}`,
      baseUrl: url,
      timeoutMs: 20_000,
      ...more,
    })),
  });
  const models = openLanguageModels(chain, { ledger, clock: held });
  return { models, ledger, forward: (ms: number) => (now += ms) };
}

test.each<[string, Script]>([
  ['as it should be', good],
  ['in a fence', { text: '```json\n{"answer":"yes"}\n```' }],
  ['in prose', { text: 'Sure! Here it is:\n{"answer":"yes"}\nAnything else?' }],
])('an answer %s is taken', async (_, script) => {
  await using server = await openModelServer([script]);
  const asked = await chainOf([server]).models.ask(question);
  expect(asked).toMatchObject({ value: { answer: 'yes' }, by: { model: 'model-0' } });
});

test.each<[string, Script, string]>([
  ['a server error', { status: 500 }, 'server_error'],
  ['a refusal', { status: 401 }, 'refused'],
  ['a page instead of an answer', { status: 200, body: '<html>' }, 'malformed'],
  ['nothing', { text: '' }, 'empty'],
  ['a cut connection', 'hang up', 'unreachable'],
])('after %s the next model is asked, and the attempts say why', async (_, script, outcome) => {
  await using bad = await openModelServer([script]);
  await using next = await openModelServer([good]);
  const asked = await chainOf([bad, next]).models.ask(question);
  expect(asked.value).toEqual({ answer: 'yes' });
  expect(asked.attempts.map((one) => one.outcome)).toEqual([outcome, 'answered']);
});

test('a model that never answers is left after its time', async () => {
  await using silent = await openModelServer(['never']);
  await using next = await openModelServer([good]);
  const { models } = chainOf([silent, next], { timeoutMs: 500 });
  const asked = await models.ask(question);
  expect(asked.attempts[0]).toMatchObject({ outcome: 'timeout' });
});

test.each<[string, Script, string]>([
  ['of the wrong shape', { text: '{"reply":1}' }, 'wrong_shape'],
  ['cut off', { text: '{"answer":"ye', finishReason: 'length' }, 'malformed'],
])('an answer %s is asked for once more, with what was wrong', async (_, script, outcome) => {
  await using server = await openModelServer([script, good]);
  const asked = await chainOf([server]).models.ask(question);
  expect(asked.value).toEqual({ answer: 'yes' });
  expect(asked.attempts.map((one) => one.outcome)).toEqual([outcome, 'answered']);
  expect(server.received[1]?.prompt).toContain('Your answer was:');
});

test('when no model answers there is no value, and every attempt is told', async () => {
  await using bad = await openModelServer([{ text: 'no idea' }]);
  const asked = await chainOf([bad, bad]).models.ask(question);
  expect(asked).toMatchObject({ value: null, by: null });
  expect(asked.attempts).toHaveLength(4);
});

test.each([
  ['seconds', { 'retry-after': '120' }, 120_000],
  ['milliseconds', { 'retry-after-ms': '2500' }, 2500],
  ['nothing', {}, 5000],
])('a model that says "too many" is left alone for as long as it says: %s', async (_, headers, pauseMs) => {
  await using busy = await openModelServer([{ status: 429, headers }, good]);
  const { models, forward } = chainOf([busy]);
  expect((await models.ask(question)).attempts[0]).toMatchObject({ outcome: 'rate_limited' });
  forward(pauseMs - 1);
  expect((await models.ask(question)).attempts[0]).toMatchObject({ outcome: 'paused' });
  expect((await models.standing())[0]?.pausedUntil).not.toBeNull();
  forward(1);
  expect((await models.ask(question)).value).toEqual({ answer: 'yes' });
  expect(busy.received).toHaveLength(2);
});

test('a model is asked no oftener in a minute than it may be', async () => {
  await using server = await openModelServer([good]);
  const { models, forward } = chainOf([server], { requestsPerMinute: 2 });
  await models.ask(question);
  await models.ask(question);
  expect((await models.ask(question)).attempts[0]).toMatchObject({ outcome: 'paused' });
  forward(60_000);
  expect((await models.ask(question)).value).not.toBeNull();
});

test('with its money for the day spent a model is not asked any more', async () => {
  await using server = await openModelServer([good]);
  const { models } = chainOf([server], {
    dailyBudget: 0.0025,
    pricePerMillionInput: 1,
    pricePerMillionOutput: 5,
  });
  expect((await models.ask(question)).attempts[0]?.cost).toBeCloseTo(0.0015);
  await models.ask(question);
  expect((await models.ask(question)).attempts[0]).toMatchObject({ outcome: 'over_budget' });
  expect(server.received).toHaveLength(2);
});

test("the asker's own signal ends it, no other model is asked, and the try is written down", async () => {
  await using silent = await openModelServer(['never']);
  const stop = new AbortController();
  const { models, ledger } = chainOf([silent, silent]);
  const asking = models.ask({ ...question, signal: stop.signal });
  await expect.poll(() => silent.received.length).toBe(1);
  stop.abort(new Error('stopped'));
  await expect(asking).rejects.toThrow('stopped');
  expect(silent.received).toHaveLength(1);
  expect(ledger.attempts).toMatchObject([{ model: 'model-0', outcome: 'called_off' }]);
});
