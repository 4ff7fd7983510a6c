import type { Detection, Estimate } from '../../model/agreement.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { addFound, type Found, f1, precision, recall } from './detection.ts';

/** A figure of some units with its interval. */
export function estimate<Unit>(
  units: readonly Unit[],
  figure: (units: readonly Unit[]) => number | null,
): Estimate {
  const value = figure(units);
  const interval = value === null ? null : bootstrapInterval(units, figure);
  return { value: round(value), low: round(interval?.low ?? null), high: round(interval?.high ?? null) };
}

/** How well things were found in calls, from what was found in each. */
export function detection(calls: readonly Found[]): Detection {
  const of = (figure: (found: Found) => number | null) => estimate(calls, (drawn) => figure(addFound(drawn)));
  return { ...addFound(calls), precision: of(precision), recall: of(recall), f1: of(f1) };
}

export function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e4) / 1e4;
}
