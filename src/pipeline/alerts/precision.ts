import type { LedgerLine } from '../../model/alert.ts';

/** Of the normal distribution, for 95 %. */
const z = 1.96;

/** The share of useful alerts with Wilson's interval, which holds for the few verdicts there are at first. */
export function precisionOf({
  useful,
  noise,
}: Pick<LedgerLine, 'useful' | 'noise'>): LedgerLine['precision'] {
  const n = useful + noise;
  if (n === 0) return null;
  const value = useful / n;
  const middle = (value + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + z ** 2 / (4 * n ** 2));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
