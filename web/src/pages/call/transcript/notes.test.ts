import { expect, test } from 'vitest';
import type { Finding } from '../../../../../src/model/judgement.ts';
import { notedRuns, notesByTurn } from './notes.ts';
import { wordPieces } from './word-pieces.ts';

const finding = (own: Partial<Finding>): Finding => ({
  kind: 'entity',
  type: 'address',
  value: null,
  status: null,
  turn: 0,
  chars: null,
  span: { startMs: 0, endMs: 1 },
  confidence: 1,
  source: 'rule',
  ...own,
});

test('risks and entities are noted where they were said, and a risk comes before an entity it overlaps', () => {
  const notes = notesByTurn([
    finding({ chars: { start: 0, end: 8 } }),
    finding({ kind: 'risk', type: 'weapon_firearm', status: 'denied', chars: { start: 5, end: 12 } }),
    finding({ kind: 'topic', chars: { start: 20, end: 24 } }),
    finding({ turn: null, chars: { start: 20, end: 24 } }),
  ]);
  expect([...notes.keys()]).toEqual([0]);
  expect(notes.get(0)).toEqual([
    { kind: 'risk', start: 5, end: 12, label: 'weapon firearm, denied', isAsserted: false },
  ]);
});

test('a text cut at its notes is still the same text, and its words are still known', () => {
  const text = 'He is at 12 Quarry Lane with a gun.';
  const words = text
    .split(' ')
    .map((word, i) => ({ text: word, startMs: i, endMs: i + 1, confidence: null }));
  const notes = [
    { kind: 'entity' as const, start: 9, end: 23, label: 'address', isAsserted: true },
    { kind: 'risk' as const, start: 31, end: 34, label: 'firearm', isAsserted: true },
  ];
  const runs = notedRuns(wordPieces(text, words), notes);
  const textOf = (run: (typeof runs)[number]) => run.pieces.map((piece) => piece.text).join('');
  expect(runs.map(textOf).join('')).toBe(text);
  expect(runs.filter((run) => run.note).map(textOf)).toEqual(['12 Quarry Lane', 'gun']);
  const known = runs.flatMap((run) => run.pieces).filter((piece) => piece.word !== null);
  expect(known.map((piece) => piece.word)).toEqual(words.map((_, i) => i));
});
