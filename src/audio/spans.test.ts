import { expect, test } from 'vitest';
import type { Span } from '../model/call.ts';
import { closeGaps, complement, dropShort, intersect, longestMs, tidy, totalMs, union } from './spans.ts';

const spans = (...times: [number, number][]): Span[] => times.map(([startMs, endMs]) => ({ startMs, endMs }));

test('spans in disorder are ordered, cut and joined', () => {
  expect(tidy(spans([50, 80], [-10, 20], [20, 30], [60, 70], [90, 90], [95, 200]), 100)).toEqual(
    spans([0, 30], [50, 80], [95, 100]),
  );
});

test('gaps shorter than asked are closed, others not', () => {
  expect(closeGaps(spans([0, 100], [299, 400], [600, 700]), 200)).toEqual(spans([0, 400], [600, 700]));
});

test('short spans are dropped', () => {
  expect(dropShort(spans([0, 119], [200, 320]), 120)).toEqual(spans([200, 320]));
});

test('what is in both, in either and in none', () => {
  const [a, b] = [spans([0, 100], [200, 300]), spans([50, 250], [400, 450])];
  expect(intersect(a, b)).toEqual(spans([50, 100], [200, 250]));
  expect(union(a, b)).toEqual(spans([0, 300], [400, 450]));
  expect(complement(union(a, b), 500)).toEqual(spans([300, 400], [450, 500]));
});

test('sums and the longest', () => {
  expect(totalMs(spans([0, 10], [20, 50]))).toBe(40);
  expect(longestMs(spans([0, 10], [20, 50]))).toBe(30);
  expect(longestMs([])).toBe(0);
});
