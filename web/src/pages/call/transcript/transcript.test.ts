import { expect, test } from 'vitest';
import type { Turn, Word } from '../../../../../src/model/call.ts';
import { turnNear, turnsAt, wordAt } from './active.ts';
import { wordPieces } from './word-pieces.ts';

const words = (...texts: string[]): Word[] =>
  texts.map((text, index) => ({ text, startMs: index * 100, endMs: index * 100 + 80, confidence: null }));
const turn = (index: number, startMs: number, endMs: number) => ({ index, startMs, endMs }) as Turn;

test('words are found in a text whose capitals and punctuation differ, and the text stays whole', () => {
  const text = 'Nine-one-one, what is the address?';
  const pieces = wordPieces(text, words('nine', 'one', 'one', 'what', 'is', 'the', 'ADDRESS?'));
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.filter((piece) => piece.word !== null).map((piece) => piece.text)).toEqual([
    'Nine',
    'one',
    'one',
    'what',
    'is',
    'the',
    'address',
  ]);
});

test('a word that the text does not hold is passed over and the rest is still found', () => {
  const pieces = wordPieces('it is 742 Oak Street', words('it', 'is', 'seven', 'oak', 'street'));
  expect(pieces.filter((piece) => piece.word !== null).map((piece) => piece.word)).toEqual([0, 1, 3, 4]);
});

test('both turns are spoken during talk-over and none in a pause', () => {
  const turns = [turn(0, 0, 1000), turn(1, 900, 2000), turn(2, 3000, 4000)];
  expect(turnsAt(turns, 950)).toEqual([0, 1]);
  expect(turnsAt(turns, 2500)).toEqual([]);
  expect(turnNear(turns, 2500)?.index).toBe(1);
});

test('between two words no word is heard', () => {
  expect(wordAt(words('a', 'b'), 50)).toBe(0);
  expect(wordAt(words('a', 'b'), 90)).toBe(-1);
});
