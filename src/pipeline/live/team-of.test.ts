import { expect, test } from 'vitest';
import { teamOf } from './team-of.ts';

const teams = { 'night shift': ['Ana', 'Ben Okoro'], fire: ['Ana'] };

test('a call is of the team that its source names, else of the first that lists its agent', () => {
  expect(teamOf({ agent: 'ben okoro', extra: { team: ' EMS ' } }, teams)).toBe('EMS');
  expect(teamOf({ agent: 'ben okoro' }, teams)).toBe('night shift');
  expect(teamOf({ agent: 'Ana', extra: { team: 7 } }, teams)).toBe('night shift');
  expect(teamOf({ agent: 'Cleo' }, teams)).toBeNull();
  expect(teamOf({}, teams)).toBeNull();
});
