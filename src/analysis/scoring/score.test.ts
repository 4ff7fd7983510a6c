import { expect, test } from 'vitest';
import type { Answer, Mark } from '../../model/judgement.ts';
import type { ScorecardFormat } from '../packs/scorecard-format.ts';
import { pointsOf } from './mark.ts';
import { scored } from './score.ts';

const format = {
  minJudgedShare: 0,
  bands: [
    { id: 'good', title: 'Good', atLeast: 80 },
    { id: 'poor', title: 'Poor', atLeast: 0 },
  ],
} as unknown as ScorecardFormat;

function marks(...answers: [weight: number, answer: Answer][]): Mark[] {
  return answers.map(([weight, answer], i) => ({
    criterionId: `c${i}`,
    answer,
    points: pointsOf(answer),
    weight,
    source: 'rule',
    confidence: 1,
    reason: '',
    evidence: [{ kind: 'window', startMs: 0, endMs: 0, soughtFor: '', nearestTurn: null }],
  }));
}

test('everything yes is 100, and a no of weight 7 of 100 is 93', () => {
  expect(scored(marks([93, 'yes'], [7, 'yes']), format).score).toBe(100);
  expect(scored(marks([93, 'yes'], [7, 'no']), format).score).toBe(93);
});

test('n/a leaves the form and the rest is weighed anew: 89 of 96 is 92.71', () => {
  const result = scored(marks([89, 'yes'], [7, 'no'], [2, 'na'], [2, 'na']), format);
  expect(result.score).toBe(92.71);
  expect(result.coverage).toBe(1);
});

test('partial is half, and refused counts in full', () => {
  expect(scored(marks([50, 'partial'], [50, 'refused']), format).score).toBe(75);
});

test('unclear is no fault but lowers the coverage', () => {
  const result = scored(marks([75, 'yes'], [25, 'unclear']), format);
  expect(result).toMatchObject({ score: 100, coverage: 0.75 });
});

test('ratings give the weighted sum times 20', () => {
  const weights = [0.1, 0.1, 0.15, 0.15, 0.15, 0.2, 0.1, 0.05];
  const all = (rating: number) => marks(...weights.map((weight): [number, Answer] => [weight, rating]));
  expect(scored(all(1), format).score).toBe(20);
  expect(scored(all(3), format).score).toBe(60);
  expect(scored(all(5), format).score).toBe(100);
  const mixed = marks(
    ...weights.map((weight, i): [number, Answer] => [weight, [4, 5, 4, 5, 5, 5, 5, 5][i]!]),
  );
  expect(scored(mixed, format).score).toBe(95);
});

test('with nothing judged, or too little of the form, there is no score', () => {
  expect(scored(marks([1, 'unclear'], [1, 'na']), format)).toMatchObject({
    score: null,
    band: null,
    coverage: 0,
  });
  const half = { ...format, minJudgedShare: 0.6 };
  expect(scored(marks([50, 'yes'], [50, 'na']), half).score).toBeNull();
});

test('the weak are those that cost most, worst first', () => {
  const result = scored(marks([5, 'no'], [20, 'partial'], [10, 'yes'], [9, 'no']), format);
  expect(result.weak).toEqual(['c1', 'c3', 'c0']);
  expect(result.band).toBe('poor');
});
