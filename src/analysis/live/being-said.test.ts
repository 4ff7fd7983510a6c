import { expect, test } from 'vitest';
import type { Partial } from '../../model/live.ts';
import { loadPacks } from '../packs/load-packs.ts';
import { callOf, packsFolder } from '../testing/calls.ts';
import { risksBeingSaid, risksJustSaid } from './being-said.ts';

const packs = await loadPacks(packsFolder);

const saying = (text: string, more: object = {}): Partial => ({
  ...{ leg: 1, role: 'customer', startMs: 60_000, stable: text, tail: '' },
  ...more,
});

function heard(partial: Partial, lines: Parameters<typeof callOf>[1] = []) {
  return risksBeingSaid(partial, callOf('psap', lines), packs).map(({ type, status }) => `${type} ${status}`);
}

test('a risk is noticed while it is said, and gone when the words turn out otherwise', () => {
  expect(heard(saying('he has a gun'))).toEqual(['weapon_firearm asserted']);
  expect(heard(saying('he has', { tail: 'a gun' }))).toEqual(['weapon_firearm asserted']);
  expect(heard(saying('he has a gun safe in the basement'))).not.toContain('weapon_firearm asserted');
  expect(heard(saying('he has'))).toEqual([]);
});

test('what is being said may answer the question before it', () => {
  const lines: Parameters<typeof callOf>[1] = [['agent', 'Does he have a gun?']];
  expect(heard(saying('yes', { startMs: 3_000 }), lines)).toEqual(['weapon_firearm asserted']);
  expect(heard(saying('no', { startMs: 3_000 }), lines)).toEqual(['weapon_firearm denied']);
});

test('whoever takes the call asserts nothing, and it points at no turn', () => {
  expect(heard(saying('he has a gun', { role: 'agent' }))).toEqual([]);
  const [risk] = risksBeingSaid(saying('he has a gun'), callOf('psap', []), packs);
  expect(risk).toMatchObject({ turn: null, chars: null, span: { startMs: 60_000 } });
});

test('a turn that has just ended says what the whole call is found to say of it', () => {
  const call = callOf('psap', [
    ['agent', 'nine one one what is the address of the emergency'],
    ['customer', 'my brother has been shot in the chest'],
    ['agent', 'is he breathing'],
  ]);
  const risks = risksJustSaid(call.turns[1]!, call, packs);
  expect(risks.map(({ type, turn }) => `${type} @${turn}`)).toContain('shooting @1');
  expect(risksJustSaid(call.turns[2]!, call, packs)).toEqual([]);
});
