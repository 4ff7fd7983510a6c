import { expect, test } from 'vitest';
import type { Role } from '../../model/call.ts';
import { type PlaceableLeg, placeTurns } from './place.ts';
import { type GivenTurn, roleOf } from './transcript.ts';

function turn(startMs: number, text: string, who: Partial<GivenTurn> = {}): GivenTurn {
  const speaker = who.speaker ?? null;
  const blank = { speaker, role: roleOf(speaker), channel: null, words: [], confidence: null };
  return { ...blank, startMs, endMs: startMs + 1000, text, ...who };
}

function place(turns: GivenTurn[], legs: PlaceableLeg[]) {
  const placed = placeTurns({ language: null, turns }, legs);
  return { legs: placed.turns.map((one) => one.leg), roles: placed.roles };
}

const legs = (roles: Role[], channels = roles.map((_, index) => index)): PlaceableLeg[] =>
  roles.map((role, index) => ({ index, channel: channels[index] as number, role }));

test('a channel in the transcript decides', () => {
  const turns = [turn(0, 'b', { channel: 1 }), turn(2000, 'a', { channel: 0 })];
  expect(place(turns, legs(['other', 'other']))).toEqual({ legs: [1, 0], roles: [null, null] });
});

test('a role goes to the leg that has it, whoever speaks first', () => {
  const turns = [turn(0, 'hi', { speaker: 'Caller' }), turn(2000, 'hello', { speaker: 'Agent' })];
  expect(place(turns, legs(['agent', 'customer']))).toEqual({ legs: [1, 0], roles: ['agent', 'customer'] });
});

test('legs that were never told apart get their roles from the transcript', () => {
  const turns = [turn(0, 'hello', { speaker: 'agent' }), turn(2000, 'hi', { speaker: 'customer' })];
  expect(place(turns, legs(['other', 'other']))).toEqual({ legs: [0, 1], roles: ['agent', 'customer'] });
});

test('when each leg speaks tells which voice it is', () => {
  const turns = [turn(0, 'hello', { speaker: 'agent' }), turn(2000, 'hi', { speaker: 'customer' })];
  const spoken = legs(['other', 'other']).map((leg, index) => ({
    ...leg,
    speech: [index === 0 ? { startMs: 2000, endMs: 3000 } : { startMs: 0, endMs: 1000 }],
  }));
  expect(place(turns, spoken)).toEqual({ legs: [1, 0], roles: ['customer', 'agent'] });
});

test('speakers without a meaning keep their order', () => {
  const turns = [
    turn(0, 'a', { speaker: 'spk_1' }),
    turn(2000, 'b', { speaker: 'spk_0' }),
    turn(4000, 'c', { speaker: 'spk_1' }),
  ];
  expect(place(turns, legs(['other', 'other']))).toEqual({ legs: [0, 1, 0], roles: [null, null] });
});

test('a bystander is put on the side of the caller', () => {
  const turns = [
    turn(0, '911', { speaker: 'call_taker' }),
    turn(1000, 'help', { speaker: 'caller' }),
    turn(2000, 'hurry', { speaker: 'other' }),
  ];
  expect(place(turns, legs(['agent', 'customer']))).toEqual({
    legs: [0, 1, 1],
    roles: ['agent', 'customer'],
  });
});

test('on a recording of one leg every voice becomes a leg of its own', () => {
  const turns = [
    turn(0, '911', { speaker: 'call_taker' }),
    turn(1000, 'help', { speaker: 'caller' }),
    turn(2000, 'where', { speaker: 'call_taker' }),
  ];
  expect(place(turns, legs(['other']))).toEqual({ legs: [0, 1, 0], roles: ['agent', 'customer'] });
});

test('a transcript of one voice on one leg stays there', () => {
  expect(place([turn(0, 'a'), turn(2000, 'b')], legs(['other']))).toEqual({ legs: [0, 0], roles: [null] });
});

test('words and confidence come along, in order of start', () => {
  const words = [{ text: 'a', startMs: 0, endMs: 1, confidence: 1 }];
  const placed = placeTurns(
    { language: 'en', turns: [turn(0, 'a', { words, confidence: 0.5 })] },
    legs(['agent']),
  );
  expect(placed.turns).toEqual([{ leg: 0, startMs: 0, endMs: 1000, text: 'a', words, confidence: 0.5 }]);
});

test('speakers of one channel are told apart by their names', () => {
  const turn = { startMs: 0, endMs: 900, text: 'hello', words: [], confidence: null, channel: 0 };
  const given = {
    language: null,
    turns: [
      { ...turn, speaker: 'agent', role: 'agent' as const },
      { ...turn, speaker: 'customer', role: 'customer' as const, startMs: 1_000, endMs: 1_900 },
    ],
  };
  const placed = placeTurns(given, [{ index: 0, channel: 0, role: 'other' }]);
  expect(placed.roles).toEqual(['agent', 'customer']);
  expect(placed.turns.map((one) => one.leg)).toEqual([0, 1]);
});
