import { expect, test } from 'vitest';
import { judge } from '../judge.ts';
import { callOf, cardOf, check } from '../testing/calls.ts';
import { rawScoreOf, scoredByPerson } from './scores.ts';

const greets = { ...check({ says: ['hello'] }), id: 'one', weight: 3 };
const thanks = { ...check({ says: ['thank you'] }), id: 'two', title: 'Two', question: 'Two?', weight: 1 };
const card = cardOf(greets, {
  criticalBand: { id: 'failed', title: 'Failed' },
  criticalPolicy: 'zero',
  sections: [{ id: 'all', title: 'All', criteria: [{ title: 'One', question: 'One?', ...greets }, thanks] }],
});
const { marks } = judge(callOf('psap', [['agent', 'hello there']]), card);

test("a person's answers are scored as the form scores marks, and an auto-fail lowers the score alone", () => {
  expect(scoredByPerson({ one: 'yes', two: 'no' }, card, []).score).toBe(75);
  const failed = scoredByPerson({ one: 'yes', two: 'no' }, card, ['X3']);
  expect([failed.score, failed.rawScore]).toEqual([0, 75]);
});

test('questions a person did not answer count on neither side', () => {
  expect(scoredByPerson({ one: 'yes' }, card, []).score).toBe(100);
  expect(rawScoreOf(marks, { one: 'yes' }, card)).toBe(100);
  expect(rawScoreOf(marks, { one: 'yes', two: 'yes' }, card)).toBe(75);
});
