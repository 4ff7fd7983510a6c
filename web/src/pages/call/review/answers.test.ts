import { expect, test } from 'vitest';
import type { Mark, Opinion } from '../../../../../src/model/judgement.ts';
import type { Criterion } from '../../../../../src/model/scorecard.ts';
import { choicesFor, machineAnswer, needsComment } from './answers.ts';

const criterion: Criterion = {
  id: 'a',
  title: 'A',
  question: 'A?',
  answers: 'check',
  weight: 1,
  comment: ['na'],
};
const opinion = (source: Opinion['source'], answer: Opinion['answer']) => ({ source, answer }) as Opinion;

test('a check is answered with words and a rating with numbers, each by one key of its own', () => {
  for (const answers of ['check', 'rating'] as const) {
    const keys = choicesFor({ answers }).map((one) => one.key);
    expect(new Set(keys).size).toBe(keys.length);
  }
  expect(choicesFor({ answers: 'rating' }).map((one) => one.answer)).toEqual([
    1,
    2,
    3,
    4,
    5,
    'na',
    'unclear',
  ]);
});

test('a comment is needed against the machine, not against another person, and where the form asks', () => {
  const mark = {
    answer: 'yes',
    source: 'person',
    opinions: [opinion('rule', 'no'), opinion('person', 'yes')],
  } as Mark;
  expect(machineAnswer(mark)).toBe('no');
  expect((['no', 'yes', 'na'] as const).map((answer) => needsComment(criterion, mark, answer))).toEqual([
    false,
    true,
    true,
  ]);
});
