import type { Pairs } from './two-raters.ts';

/** Null without values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far the second of each pair lies from the first, whichever way. */
export function meanAbsoluteError(pairs: Pairs<number>): number | null {
  return mean(pairs.map(([expected, got]) => Math.abs(got - expected)));
}

/** By how much the second is higher than the first: whether a rater is strict or lenient. */
export function meanSignedDifference(pairs: Pairs<number>): number | null {
  return mean(pairs.map(([expected, got]) => got - expected));
}

/** The share of pairs not further apart than `points`. */
export function shareWithin(pairs: Pairs<number>, points: number): number | null {
  return mean(pairs.map(([expected, got]) => (Math.abs(got - expected) <= points ? 1 : 0)));
}
