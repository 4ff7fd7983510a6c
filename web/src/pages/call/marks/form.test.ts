import { expect, test } from 'vitest';
import type { Evaluation } from '../../../../../src/model/judgement.ts';
import type { Criterion, ScorecardOutline } from '../../../../../src/model/scorecard.ts';
import { bySection, markedCriteria, weakestFirst } from './form.ts';

const criterion = (id: string, weight: number): Criterion => ({
  id,
  title: id,
  question: `${id}?`,
  answers: 'check',
  weight,
  comment: [],
});
const card: ScorecardOutline = {
  id: 'card',
  version: 1,
  title: 'Card',
  kind: 'psap',
  threshold: 75,
  bands: [],
  sections: [
    { id: 'start', title: 'Start', criteria: [criterion('greeting', 0.2), criterion('location', 0.6)] },
    { id: 'end', title: 'End', criteria: [criterion('closing', 0.2)] },
  ],
};
const evaluation = (marks: [string, number | null, number][], weak: string[] = []) =>
  ({
    marks: marks.map(([criterionId, points, weight]) => ({ criterionId, points, weight, comment: [] })),
    weak,
  }) as unknown as Evaluation;

test('points are shares of what counted, so that what was earned sums to the score', () => {
  const marked = markedCriteria(
    evaluation([
      ['greeting', 1, 0.2],
      ['location', 0.4, 0.6],
      ['closing', null, 0.2],
    ]),
    card,
  );
  expect(marked.map(({ points }) => points && [points.worth, points.earned].map(Math.round))).toEqual([
    [25, 25],
    [75, 30],
    null,
  ]);
});

test('a section in which nothing counts has no score', () => {
  const sections = bySection(
    evaluation([
      ['greeting', 1, 0.2],
      ['closing', null, 0.2],
    ]),
    card,
  );
  expect(sections.map(({ id, score }) => [id, score])).toEqual([
    ['start', 100],
    ['end', null],
  ]);
});

test('a mark whose criterion left the form is shown last rather than lost', () => {
  const sections = bySection(
    evaluation([
      ['recall', 0, 1],
      ['greeting', 1, 1],
    ]),
    card,
  );
  expect(sections.map(({ id }) => id)).toEqual(['start', 'rest']);
});

test('the weakest come in the order the evaluation gives, then by the points they cost', () => {
  const marks: [string, number, number][] = [
    ['greeting', 1, 1],
    ['location', 0, 3],
    ['closing', 0.5, 1],
  ];
  const order = (weak: string[]) =>
    weakestFirst(evaluation(marks, weak), card).map(({ mark }) => mark.criterionId);
  expect(order([])).toEqual(['location', 'closing', 'greeting']);
  expect(order(['closing'])).toEqual(['closing', 'location', 'greeting']);
});
