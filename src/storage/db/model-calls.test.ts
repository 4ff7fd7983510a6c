import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { modelCostSince, recordModelCall } from './model-calls.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const call = {
  provider: 'groq',
  model: 'a',
  outcome: 'answered',
  input_tokens: 1,
  output_tokens: 1,
  took_ms: 5,
};

test('what a model cost is summed from an instant on, for that model alone', async () => {
  const { db } = database;
  const [early, noon, late] = ['2026-03-01T00:00:00Z', '2026-03-02T12:00:00Z', '2026-03-02T13:00:00Z'].map(
    (at) => new Date(at),
  ) as [Date, Date, Date];
  expect(await modelCostSince(call, early, db)).toBe(0);
  await recordModelCall({ ...call, cost: 1 }, early, db);
  await recordModelCall({ ...call, cost: 0.25 }, noon, db);
  await recordModelCall({ ...call, cost: 0.5 }, late, db);
  await recordModelCall({ ...call, model: 'b', cost: 8 }, late, db);
  expect(await modelCostSince(call, noon, db)).toBe(0.75);
});
