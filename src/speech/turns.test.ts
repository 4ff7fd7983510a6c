import { expect, test } from 'vitest';
import { buildTurns, type HeardPiece } from './turns.ts';

function piece(
  leg: number,
  startMs: number,
  endMs: number,
  text: string,
  more: Partial<HeardPiece> = {},
): HeardPiece {
  return { leg, startMs, endMs, text, words: [], confidence: null, ...more };
}

const texts = (pieces: HeardPiece[]) => buildTurns(pieces).map((turn) => [turn.leg, turn.text]);

test('pieces of a leg that lie close together are one turn', () => {
  expect(texts([piece(0, 0, 1000, 'what is'), piece(0, 1600, 2000, 'the address')])).toEqual([
    [0, 'what is the address'],
  ]);
});

test('a pause longer than a breath ends a turn', () => {
  expect(texts([piece(0, 0, 1000, 'one'), piece(0, 1701, 2000, 'two')])).toHaveLength(2);
});

test('somebody else speaking in the pause ends a turn', () => {
  const pieces = [piece(0, 0, 1000, 'is he'), piece(1, 1050, 1300, 'yes'), piece(0, 1500, 2000, 'awake')];
  expect(texts(pieces)).toEqual([
    [0, 'is he'],
    [1, 'yes'],
    [0, 'awake'],
  ]);
});

test('somebody else speaking at the same time does not', () => {
  const pieces = [piece(0, 0, 1000, 'is he'), piece(1, 500, 800, 'mm'), piece(0, 1000, 2000, 'awake')];
  expect(texts(pieces)).toEqual([
    [0, 'is he awake'],
    [1, 'mm'],
  ]);
});

test('turns are in order of start whatever order the pieces came in', () => {
  const pieces = [piece(1, 5000, 6000, 'second'), piece(0, 0, 1000, 'first'), piece(0, 9000, 9500, 'third')];
  expect(texts(pieces).map(([, text]) => text)).toEqual(['first', 'second', 'third']);
});

test('a turn has words only when all of its pieces have', () => {
  const word = { text: 'one', startMs: 0, endMs: 100, confidence: null };
  const [turn] = buildTurns([piece(0, 0, 1000, 'one', { words: [word] }), piece(0, 1100, 2000, 'two')]);
  expect(turn?.words).toEqual([]);
});

test('confidence is weighed by length, and unknown when a part is', () => {
  const known = [piece(0, 0, 1, 'aaa', { confidence: 1 }), piece(0, 2, 3, 'b', { confidence: 0.2 })];
  expect(buildTurns(known)[0]?.confidence).toBe(0.8);
  expect(buildTurns([known[0] as HeardPiece, piece(0, 2, 3, 'b')])[0]?.confidence).toBeNull();
});

test('pieces without words leave no turn', () => {
  expect(buildTurns([piece(0, 0, 1000, '  ')])).toEqual([]);
});
