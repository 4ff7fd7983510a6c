import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { shipped } from '../simulator/testing/scenarios.ts';
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
