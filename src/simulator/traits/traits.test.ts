import { expect, test } from 'vitest';
import { packs, shipped } from '../testing/scenarios.ts';
import { signsOf } from './signs.ts';
import { traitsOf } from './traits.ts';

const plays = await shipped();

test('a scenario that demands the address said back trains that criterion, and says why', () => {
  const traits = traitsOf(plays.find(({ format }) => format.id === 'chest-pain')!, packs);
  expect(traits.family).toBe('medical');
  const trained = traits.trains.find(
    ({ scorecardId, criterionId }) => scorecardId === 'psap-call-taking' && criterionId === 'B3',
  );
  expect(trained?.because).toEqual([{ how: 'must', title: 'says the address back' }]);
  const critical = traits.trains.find(
    ({ scorecardId, criterionId }) => scorecardId === 'psap-call-taking' && criterionId === 'B2',
  );
  expect(critical!.strength).toBeGreaterThan(trained!.strength);
});

test('what a scenario never brings up it does not train', () => {
  const { trains } = traitsOf(plays.find(({ format }) => format.id === 'noise-complaint')!, packs);
  expect(trains.filter(({ scorecardId }) => scorecardId === 'tcpr-supplement')).toEqual([]);
});

test('signs are of what the call taker says, named observations looked through, absence left out', () => {
  const observations = {
    asked: { when: { says: ['{asks_location}', 'where'] } },
    told: { when: { says: ['{nature_told}'], by: 'caller_side' } },
    both: { when: { all: ['asked', 'told', { not: { says: ['{argues}'] } }] } },
  };
  expect(signsOf({ any: ['both', { place: 'saidBack', askedBy: ['{asks_detail}'] }] }, observations)).toEqual(
    ['cue asks_location', 'place saidBack'],
  );
});
