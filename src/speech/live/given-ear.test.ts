import { expect, test } from 'vitest';
import type { HeardTurn } from '../engine.ts';
import type { HeardSoFar } from './ear.ts';
import { openGivenEar } from './given-ear.ts';

const turn = (leg: number, startMs: number, endMs: number, text: string): HeardTurn => ({
  leg,
  startMs,
  endMs,
  text,
  words: [],
  confidence: null,
});

function listening(turns: HeardTurn[]) {
  const heard: string[] = [];
  const partials: HeardSoFar[] = [];
  const ear = openGivenEar(turns, 1000, {
    turn: ({ text }) => void heard.push(text),
    partial: (words) => void partials.push(words),
    missed: () => {},
  });
  return { ear, heard, partials };
}

test('a turn is told when the call has come to its end', () => {
  const { ear, heard } = listening([turn(0, 0, 500, 'one'), turn(1, 600, 900, 'two')]);
  ear.push(0, new Int16Array(499));
  expect(heard).toEqual([]);
  ear.push(1, new Int16Array(500));
  expect(heard).toEqual(['one']);
  ear.push(0, new Int16Array(500));
  expect(heard).toEqual(['one', 'two']);
});

test('words come one by one while a turn lasts', () => {
  const { ear, partials } = listening([turn(0, 0, 4000, 'a b c d')]);
  for (let n = 0; n < 3; n++) ear.push(0, new Int16Array(1000));
  expect(partials.map(({ stable, tail }) => [stable, tail])).toEqual([
    ['a', 'b'],
    ['a b', 'c'],
    ['a b c', 'd'],
  ]);
});

test('of a turn that was cut off only what was said is told', async () => {
  const { ear, heard } = listening([turn(0, 0, 4000, 'a b c d'), turn(0, 5000, 6000, 'never')]);
  ear.push(0, new Int16Array(2000));
  await ear.end();
  expect(heard).toEqual(['a b']);
});
