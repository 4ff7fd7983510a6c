import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { AnalysisSettings } from '../analysis/settings.ts';
import { systemClock } from '../lib/clock.ts';
import { keepValue, keptValue } from '../storage/db/kept-values.ts';
import { openGoldenAgreement } from './golden-agreement.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const open = (analysisSettings = AnalysisSettings.parse({})) =>
  openGoldenAgreement({ analysisSettings, db: database.db, clock: systemClock });

test('the rules are measured on the golden calls of every pack, and each question has its gate', async () => {
  const { bar, sources } = await open().overview();
  expect(bar).toEqual({ leastKappa: 0.6, leastCalls: 20 });
  const scorecards = sources.flatMap((source) => source.scorecards);
  expect(scorecards.map((card) => card.scorecardId)).toEqual(
    expect.arrayContaining(['psap-911-script', 'contact-centre-classic']),
  );
  const states = scorecards.flatMap((card) => card.criteria.map((one) => one.gate.state));
  expect(states).toContain('fact');
}, 180_000);

test('what was measured is kept until rules or packs change, and a higher bar applies at once', async () => {
  const kept = (await keptValue('agreement.golden', database.db)) as { digest: string; reports: unknown[] };
  await keepValue('agreement.golden', { ...kept, reports: kept.reports.slice(0, 1) }, database.db);
  const strict = AnalysisSettings.parse({ factBar: { leastCalls: 1000 } });
  const scorecards = (await open(strict).overview()).sources.flatMap((source) => source.scorecards);
  expect(new Set(scorecards.flatMap((card) => card.criteria.map((one) => one.gate.state)))).toEqual(
    new Set(['not enough data']),
  );
  await keepValue('agreement.golden', { ...kept, digest: 'of other rules' }, database.db);
  const anew = await open().overview();
  expect(anew.sources[0]!.scorecards.length).toBeGreaterThanOrEqual(scorecards.length);
}, 180_000);
