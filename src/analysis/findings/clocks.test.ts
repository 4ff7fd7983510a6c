import { expect, test } from 'vitest';
import { analyse } from '../analyse.ts';
import { loadPacks } from '../packs/load-packs.ts';
import { callOf, packsFolder } from '../testing/calls.ts';

const packs = await loadPacks(packsFolder);

function clocksOf(...lines: Parameters<typeof callOf>[1]) {
  const call = callOf('psap', lines);
  const clocks = analyse(call, packs).findings.filter((one) => one.kind === 'clock');
  return { call, at: new Map(clocks.map((one) => [one.type, one])) };
}

test('a clock runs from the first words of the call to the turn in which its moment came', () => {
  const { call, at } = clocksOf(
    ['agent', 'nine one one what is the address'],
    ['customer', 'twelve oak street my husband is on the floor he will not wake up'],
    4,
    ['agent', 'is he breathing normally'],
    ['customer', 'no just a gasp'],
    ['agent', 'put the heel of one hand on the middle of his chest and push hard'],
    ['customer', 'okay one two three four'],
  );
  const sinceAnswer = (turn: number) => String(call.turns[turn]!.startMs - call.turns[0]!.startMs);
  expect(at.get('address_known')).toMatchObject({ turn: 1, value: sinceAnswer(1) });
  expect(at.get('breathing_asked')).toMatchObject({ turn: 2, value: sinceAnswer(2) });
  expect(at.get('arrest_recognised')?.turn).toBe(4);
  expect(at.get('first_compression')).toMatchObject({ turn: 5, value: sinceAnswer(5) });
});

test('numbers counted before any instruction are no compressions', () => {
  const { at } = clocksOf(
    ['agent', 'nine one one'],
    ['customer', 'it is one two three main street somebody took my bicycle'],
  );
  expect([...at.keys()]).not.toContain('first_compression');
});
