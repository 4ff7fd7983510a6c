import { beforeAll, expect, test } from 'vitest';
import type { Role } from '../../model/call.ts';
import { analyse } from '../analyse.ts';
import { loadPacks } from '../packs/load-packs.ts';
import type { Pack } from '../packs/pack.ts';
import { callOf, packsFolder } from '../testing/calls.ts';

let packs: Pack[];
beforeAll(async () => {
  packs = await loadPacks(packsFolder);
});

function told(...lines: [Role, string][]) {
  const { findings } = analyse(callOf('psap', lines), packs);
  const incident = findings.find((one) => one.kind === 'incident');
  const priority = findings.find((one) => one.kind === 'priority');
  return { incident, priority };
}

test('the type of an incident points at the words that speak for it, and names its question set', () => {
  const { incident } = told(['agent', '911, what is your emergency?'], ['customer', 'My garage is on fire!']);
  expect(incident).toMatchObject({ type: 'FSTRU', value: 'fire', turn: 1 });
  expect('My garage is on fire!'.slice(incident!.chars!.start, incident!.chars!.end)).toContain('on fire');
});

test('what is only asked, or denied, is no incident', () => {
  const { incident } = told(
    ['agent', 'is he having chest pain'],
    ['customer', 'no he fell off the ladder and broke his leg'],
  );
  expect(incident?.type).toBe('FALL');
});

test('a threat to life stands before what else is told', () => {
  const { incident } = told(
    ['customer', 'my husband fell in the kitchen and he will not wake up'],
    ['agent', 'is he breathing normally'],
    ['customer', 'no he is just gasping'],
  );
  expect(incident?.type).toBe('CARDIAC');
});

test('a call in which nothing speaks for any type gets none', () => {
  expect(told(['agent', 'Hello?'], ['customer', 'Hello.']).incident).toBeUndefined();
});

test('a break-in is more urgent while they are still inside', () => {
  const now = told(['customer', 'somebody is breaking into my house right now i can hear them downstairs']);
  expect(now.priority).toMatchObject({ type: 'P1', value: 'it is happening now' });
  const past = told([
    'customer',
    'we came home and found the house was broken into, the back door is kicked in',
  ]);
  expect(past.priority?.type).toBe('P3');
});

test('every type of the pack has a title of its own and words that speak for it', () => {
  const { incidents } = packs.find((pack) => pack.incidents)!;
  expect(incidents!.rules).toHaveLength(197);
  expect(new Set(incidents!.rules.map((rule) => rule.title)).size).toBe(197);
  expect(incidents!.rules.filter((rule) => rule.signs.length === 0)).toEqual([]);
});
