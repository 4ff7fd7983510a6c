import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { scenarioFrom, shipped, small } from '../simulator/testing/scenarios.ts';
import { keptValue } from '../storage/db/kept-values.ts';
import { openScenarioTraits } from './scenario-traits.ts';

test('what a scenario trains is found in the background, and kept for the next start', async () => {
  await using database = await testDatabase();
  const plays = (await shipped()).filter(({ format }) => format.id === 'silent-line');
  const parts = {
    db: database.db,
    clock: systemClock,
    log: silentLog,
    scenarios: async () => plays,
  };
  await using finder = openScenarioTraits(parts);
  expect(await finder.known()).toEqual({ traits: [], isPending: true });
  await finder.idle();
  const { traits } = await finder.known();
  expect(traits).toMatchObject([{ scenario: { id: 'silent-line' }, family: 'silent' }]);
  await using next = openScenarioTraits(parts);
  expect(await next.known()).toEqual({ traits, isPending: false });
}, 150_000);

test("what a centre's own scenario trains is found too, and anew when another version is in force", async () => {
  await using database = await testDatabase();
  let inForce = await scenarioFrom(small);
  const parts = { db: database.db, clock: systemClock, log: silentLog, scenarios: async () => [inForce] };
  await using finder = openScenarioTraits(parts);
  await finder.known();
  await finder.idle();
  const before = await finder.known();
  expect(before.traits.map(({ scenario }) => scenario.title)).toEqual(['Tried']);
  expect(before.traits[0]!.trains.length).toBeGreaterThan(0);
  inForce = await scenarioFrom(small.replace('title: Tried', 'title: Tried again'));
  expect(await finder.known()).toEqual({ traits: [], isPending: true });
  await finder.idle();
  const { traits } = await finder.known();
  expect(traits.map(({ scenario }) => scenario.title)).toEqual(['Tried again']);
  const kept = (await keptValue('scenarios.traits', database.db)) as { traits: object };
  expect(Object.keys(kept.traits)).toHaveLength(1);
}, 150_000);
