import type { Estimate } from '../../../../src/model/agreement.ts';
import { formatShare } from '../../format/numbers.ts';

/** What stands where a figure is not defined. */
const none = '–';

export function figure(value: number | null): string {
  return value === null ? none : value.toFixed(2);
}

export function share(value: number | null): string {
  return value === null ? none : formatShare(value);
}

export function signed(value: number | null): string {
  if (value === null) return none;
  return value > 0 ? `+${value.toFixed(2)}` : value.toFixed(2);
}

/** `0.72 (0.41–0.93)`. */
export function withInterval({ value, low, high }: Estimate): string {
  return low === null || high === null ? figure(value) : `${figure(value)} (${figure(low)}–${figure(high)})`;
}

/** Where a kappa stands on a scale from 0 to 1, in percent. */
export function placeOf(kappa: number): number {
  return 100 * Math.min(1, Math.max(0, kappa));
}
