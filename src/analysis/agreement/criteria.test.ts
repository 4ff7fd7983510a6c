import { expect, test } from 'vitest';
import type { Answer } from '../../model/judgement.ts';
import { type Answered, criteriaMeans, criterionAgreement } from './criteria.ts';

const question = { label: 'A1', criterionId: 'A1', title: 'Answered' };
const answered = (pairs: readonly [Answer, Answer][]): Answered[] =>
  pairs.map(([expected, got], i) => ({ call: `call-${i}`, expected, got }));

test('an answer that was not given lowers the coverage and nothing else', () => {
  const all = answered([
    ['yes', 'yes'],
    ['no', 'no'],
    ['no', 'unclear'],
    ['unclear', 'yes'],
  ]);
  const { labelled, n, coverage, agreement, kappa, no } = criterionAgreement(question, all);
  expect([labelled, n, coverage]).toEqual([3, 2, 0.6667]);
  expect([agreement.value, kappa.value, no?.recall.value]).toEqual([1, 1, 1]);
});

test('precision and recall of "no" are of the calls with an answer', () => {
  const all = answered([
    ['no', 'no'],
    ['no', 'partial'],
    ['yes', 'no'],
    ['yes', 'yes'],
  ]);
  const { no } = criterionAgreement(question, all);
  expect([no?.precision.value, no?.recall.value]).toEqual([0.5, 0.5]);
});

test('ratings are weighed by how far they are off, and have no "no"', () => {
  const { kappa, no, meanAbsoluteError, meanDifference } = criterionAgreement(
    question,
    answered([
      [1, 2],
      [3, 3],
      [5, 5],
      [4, 5],
    ]),
  );
  expect(kappa.value).toBeGreaterThan(0.85);
  expect([no, meanAbsoluteError, meanDifference]).toEqual([null, 0.5, 0.5]);
});

test('means leave out the questions for which a figure is not defined', () => {
  const varied = answered([
    ['yes', 'yes'],
    ['no', 'yes'],
    ['no', 'no'],
    ['yes', 'yes'],
  ]);
  const same = answered([
    ['yes', 'yes'],
    ['yes', 'yes'],
  ]);
  const { means } = criteriaMeans(
    new Map([
      ['A1', varied],
      ['A2', same],
    ]),
  );
  expect(means.agreement.value).toBe(0.875);
  expect(means.kappa.value).toBe(criterionAgreement(question, varied).kappa.value);
});
