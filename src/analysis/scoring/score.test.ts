import { expect, test } from 'vitest';
import type { Answer, AutoFail, FaultClass, Mark } from '../../model/judgement.ts';
import { ScorecardFormat } from '../packs/scorecard-format.ts';
import { faultOf, pointsOf } from './mark.ts';
import { scored } from './score.ts';

const bands = [
  { id: 'good', title: 'Good', atLeast: 80 },
  { id: 'poor', title: 'Poor', atLeast: 0 },
];

const format = formOf({});

function formOf(more: object, criterion: object = {}): ScorecardFormat {
  const judge = {
    answers: [{ answer: 'yes', when: { says: ['yes'] }, because: 'It was said.' }],
    otherwise: { answer: 'no', because: 'It was not said.' },
  };
  const criteria = [0, 1, 2, 3, 4].map((n) => ({
    id: `c${n}`,
    title: 'One',
    question: 'One?',
    weight: 1,
    answers: 'check',
    judge,
    ...(n === 4 ? criterion : {}),
  }));
  return ScorecardFormat.parse({
    id: 'tried',
    version: 1,
    title: 'Tried',
    kind: 'psap',
    threshold: 80,
    bands,
    sections: [{ id: 'all', title: 'All', criteria }],
    ...more,
  });
}

function marks(...answers: [weight: number, answer: Answer, fault?: FaultClass][]): Mark[] {
  return answers.map(([weight, answer, fault], i) => ({
    criterionId: `c${i}`,
    answer,
    points: pointsOf(answer),
    weight,
    source: 'rule',
    confidence: 1,
    reason: '',
    evidence: [{ kind: 'window', startMs: 0, endMs: 0, soughtFor: '', nearestTurn: null }],
    fault: faultOf(answer, fault ?? 'none', () => false),
    items: [],
    opinions: [],
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

test('what is half done is a class milder than what is not done, and circumstances make it critical', () => {
  const never = () => false;
  expect(faultOf('no', 'major', never)).toBe('major');
  expect(faultOf('partial', 'major', never)).toBe('moderate');
  expect(faultOf('partial', 'minor', never)).toBe('none');
  expect(faultOf('no', 'major', () => true)).toBe('critical');
  expect(faultOf(2, 'minor', never)).toBe('minor');
  expect(faultOf('refused', 'major', never)).toBe('none');
});

const critical = { criticalBand: { id: 'fail_critical', title: 'Critical failure' } };

test('a critical fault sets the band, and the policy decides about the score', () => {
  const faulty = marks([92, 'yes'], [8, 'no', 'critical']);
  expect(scored(faulty, formOf(critical))).toMatchObject({
    score: 92,
    rawScore: 92,
    band: 'fail_critical',
    faults: { critical: 1 },
  });
  const zero = formOf({ ...critical, criticalPolicy: 'zero' });
  expect(scored(faulty, zero)).toMatchObject({ score: 0, rawScore: 92, band: 'fail_critical' });
  const capped = formOf({ ...critical, criticalPolicy: { cap: 59 } });
  expect(scored(faulty, capped)).toMatchObject({ score: 59, rawScore: 92, band: 'fail_critical' });
});

test('an auto-fail sets the band whatever the marks are', () => {
  const fail: AutoFail = {
    id: 'X3',
    title: 'No instructions',
    reason: 'None were given.',
    evidence: [{ kind: 'turns', turns: [4], shows: 'not breathing' }],
  };
  expect(scored(marks([100, 'yes']), formOf(critical), [fail])).toMatchObject({
    score: 100,
    band: 'fail_critical',
  });
  const zeroed = formOf({ ...critical, autoFailPolicy: 'zero' });
  expect(scored(marks([100, 'yes']), zeroed, [fail])).toMatchObject({ score: 0, rawScore: 100 });
  expect(scored(marks([92, 'yes'], [8, 'no', 'critical']), zeroed)).toMatchObject({ score: 92 });
});

test.each<[FaultClass[], string]>([
  [['moderate', 'minor'], 'high'],
  [['moderate', 'moderate', 'minor', 'minor', 'minor'], 'compliant'],
  [['major'], 'partial'],
  [['major', 'major'], 'low'],
  [['critical'], 'non_compliant'],
])('bands by faults: %j is %s', (classes, band) => {
  const atMost = (major: number, moderate: number, minor: number) => ({
    critical: 0,
    major,
    moderate,
    minor,
  });
  const form = formOf({
    bands: [
      { id: 'high', title: 'High', atMost: atMost(0, 1, 1) },
      { id: 'compliant', title: 'Compliant', atMost: atMost(0, 2, 3) },
      { id: 'partial', title: 'Partial', atMost: atMost(1, 3, 5) },
      { id: 'low', title: 'Low', atMost: atMost(2, 5, 9) },
      { id: 'non_compliant', title: 'Non-compliant', atMost: {} },
    ],
  });
  const faulty = classes.map((one): [number, Answer, FaultClass] => [1, 'no', one]);
  expect(scored(marks([90, 'yes'], ...faulty), form).band).toBe(band);
});

test('with too little weight applicable to the call there is no score', () => {
  const form = formOf({ minApplicableWeight: 60 });
  expect(scored(marks([58, 'yes'], [42, 'na']), form).score).toBeNull();
  expect(scored(marks([60, 'yes'], [40, 'na']), form).score).toBe(100);
});

test('a bonus is earned on top of the form, up to 100, and costs nothing when it is not', () => {
  const form = formOf({}, { bonus: true });
  const rest: [number, Answer][] = [
    [80, 'yes'],
    [20, 'no'],
    [0, 'yes'],
    [0, 'yes'],
  ];
  expect(scored(marks(...rest, [5, 'yes']), form).score).toBe(85);
  expect(scored(marks(...rest, [5, 'no']), form).score).toBe(80);
  expect(scored(marks([100, 'yes'], ...rest.slice(2), [0, 'yes'], [5, 'yes']), form).score).toBe(100);
});
