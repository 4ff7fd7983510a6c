import { expect, test } from 'vitest';
import { bootstrapInterval } from './bootstrap.ts';
import { mean, meanSignedDifference, shareWithin } from './differences.ts';
import { intraclassCorrelation } from './intraclass-correlation.ts';
import { fleissKappa, krippendorffAlpha } from './several-raters.ts';
import { cohenKappa, cohenKappaOfTable, gwetAc1, isPrevalent, percentAgreement } from './two-raters.ts';

/** To the four digits in which worked numbers are published. */
const four = (value: number | null) => (value === null ? null : Math.round(value * 1e4) / 1e4);

function pairsOf(table: readonly (readonly number[])[]): [number, number][] {
  return table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, (): [number, number] => [i, j])),
  );
}

const skewed = [
  [90, 5],
  [4, 1],
];

test("Cohen's kappa gives the worked numbers, unweighted and weighted", () => {
  const two = [
    [20, 5],
    [10, 15],
  ];
  const three = [
    [44, 5, 1],
    [7, 20, 3],
    [9, 5, 6],
  ];
  expect(four(cohenKappaOfTable(two))).toBe(0.4);
  expect(four(cohenKappa(pairsOf(two)))).toBe(0.4);
  expect(four(cohenKappaOfTable(three))).toBe(0.4915);
  expect(four(cohenKappaOfTable(three, 'linear'))).toBe(0.4737);
  expect(four(cohenKappa(pairsOf(three), 'quadratic', [0, 1, 2]))).toBe(0.4545);
});

test('where nearly all answers are the same, agreement is high, kappa low, and a warning shows', () => {
  const pairs = pairsOf(skewed);
  expect(four(percentAgreement(pairs))).toBe(0.91);
  expect(four(cohenKappa(pairs))).toBe(0.1346);
  expect(four(gwetAc1(pairs, 2))).toBe(0.8996);
  expect(isPrevalent(pairs)).toBe(true);
  expect(
    isPrevalent(
      pairsOf([
        [20, 5],
        [10, 15],
      ]),
    ),
  ).toBe(false);
});

test("Krippendorff's alpha gives the worked numbers of four raters and twelve units with gaps", () => {
  const ratings = [
    '1 2 3 3 2 1 4 1 2 . . .',
    '1 2 3 3 2 2 4 1 2 5 . 3',
    '. 3 3 3 2 3 4 2 2 5 1 .',
    '1 2 3 3 2 4 4 1 2 5 1 .',
  ].map((row) => row.split(' ').map((value) => (value === '.' ? null : Number(value))));
  expect(four(krippendorffAlpha(ratings, 'nominal'))).toBe(0.7434);
  expect(four(krippendorffAlpha(ratings, 'ordinal'))).toBe(0.8154);
  expect(four(krippendorffAlpha(ratings, 'interval'))).toBe(0.8491);
  expect(four(krippendorffAlpha(ratings, 'ratio'))).toBe(0.7974);
});

test('the six intraclass correlations give the worked numbers of six targets and four judges', () => {
  const scores = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];
  const of = (form: Parameters<typeof intraclassCorrelation>[1]) => four(intraclassCorrelation(scores, form));
  expect([of('1,1'), of('2,1'), of('3,1')]).toEqual([0.1657, 0.2898, 0.7148]);
  expect([of('1,k'), of('2,k'), of('3,k')]).toEqual([0.4428, 0.6201, 0.9093]);
});

test("Fleiss' kappa gives the worked number of ten subjects and fourteen raters", () => {
  const table = [
    '0 0 0 0 14',
    '0 2 6 4 2',
    '0 0 3 5 6',
    '0 3 9 2 0',
    '2 2 8 1 1',
    '7 7 0 0 0',
    '3 2 6 3 0',
    '2 5 3 2 2',
    '6 5 2 1 0',
    '0 2 2 3 7',
  ].map((row) => row.split(' ').map(Number));
  expect(four(fleissKappa(table))).toBe(0.2099);
});

test('one rater, no pairs, or answers that never vary leave a statistic undefined', () => {
  expect(cohenKappa([])).toBeNull();
  expect(
    cohenKappa([
      ['yes', 'yes'],
      ['yes', 'yes'],
    ]),
  ).toBeNull();
  expect(
    cohenKappaOfTable(
      [
        [0, 0],
        [0, 0],
      ],
      'quadratic',
    ),
  ).toBeNull();
  expect(gwetAc1([], 2)).toBeNull();
  expect(percentAgreement([])).toBeNull();
  expect(
    fleissKappa([
      [1, 0],
      [0, 1],
    ]),
  ).toBeNull();
  expect(
    fleissKappa([
      [3, 0],
      [3, 0],
    ]),
  ).toBeNull();
  expect(krippendorffAlpha([[1, 2, 3]], 'nominal')).toBeNull();
  expect(
    krippendorffAlpha(
      [
        [2, 2],
        [2, 2],
      ],
      'interval',
    ),
  ).toBeNull();
  expect(intraclassCorrelation([[80], [90]], '2,1')).toBeNull();
  for (const form of ['1,1', '2,1', '3,1', '1,k', '2,k', '3,k'] as const) {
    expect(
      intraclassCorrelation(
        [
          [87, 87],
          [87, 87],
        ],
        form,
      ),
      form,
    ).toBeNull();
  }
  expect(mean([])).toBeNull();
});

test('three of four scores lie within five points of the master score', () => {
  const pairs = [92, 88, 86, 80].map((score) => [87, score] as const);
  expect(shareWithin(pairs, 5)).toBe(0.75);
  expect(meanSignedDifference(pairs)).toBe(-0.5);
});

test('an interval holds its figure, narrows with more units and is the same every time', () => {
  const units = (n: number) => Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 0 : 1));
  const [few, many] = [bootstrapInterval(units(20), mean)!, bootstrapInterval(units(400), mean)!];
  expect(few).toEqual(bootstrapInterval(units(20), mean));
  expect(few.low).toBeLessThan(0.75);
  expect(few.high).toBeGreaterThan(0.75);
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
  expect(bootstrapInterval([1], mean)).toBeNull();
  expect(bootstrapInterval([1, 2, 3], () => null)).toBeNull();
});
