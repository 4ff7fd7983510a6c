import { expect, test } from 'vitest';
import type { Turn } from '../../../../src/model/call.ts';
import type { MoodMoment } from '../../../../src/model/debrief.ts';
import { coursePath, movesOf } from '../../parts/course/curve.ts';
import { momentsOf, turnAt } from './moments.ts';

const turns = [0, 4_000, 9_000].map((startMs, index) => ({ index, startMs, endMs: startMs + 2_000 }) as Turn);

test('evidence leads to its turns, and what was sought in vain to where it was sought', () => {
  const found = momentsOf(
    [
      { kind: 'turns', turns: [1, 7], shows: '' },
      { kind: 'window', startMs: 0, endMs: 5_000, soughtFor: 'the age', nearestTurn: null },
    ],
    turns,
  );
  expect(found.map(({ turn, label }) => [turn, label])).toEqual([
    [1, 'turn 2'],
    [null, 'not found: the age'],
  ]);
});

test('a moment belongs to the turn that was said then or last', () => {
  expect([0, 4_500, 8_999, 60_000].map((atMs) => turnAt(turns, atMs)?.index)).toEqual([0, 1, 1, 2]);
  expect(turnAt([], 5)).toBeNull();
});

const mood = (atMs: number, distress: number) => ({ atMs, mood: { distress } }) as MoodMoment;

test('only what moved the caller is a move, with its direction', () => {
  const moves = movesOf([mood(0, 3), mood(5_000, 3), mood(8_000, 2.5), mood(9_000, 3.5)]);
  expect(moves.map(({ moment, by }) => [moment.atMs, by])).toEqual([
    [8_000, -0.5],
    [9_000, 1],
  ]);
});

test('a mood holds until it is moved, and is drawn to the end', () => {
  const plane = { width: 100, height: 40, durationMs: 10_000 };
  const course = [
    { atMs: 0, distress: 5 },
    { atMs: 5_000, distress: 1 },
  ];
  expect(coursePath(course, plane)).toBe('M0 0.0H0.0V0.0H50.0V40.0H100');
  expect(coursePath([], plane)).toBe('');
});
