import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LabelledCall } from '../labelled/labelled-call.ts';
import { readLabelledCalls } from '../labelled/read-labelled.ts';

/** Labelled calls beside the checkout, for development; absent in a plain clone. */
const labelledFolder = path.join(import.meta.dirname, '../../../../shared/eval/dev');

/** The labelled calls, or null where they are not. */
export async function labelledCalls(): Promise<LabelledCall[] | null> {
  return existsSync(labelledFolder) ? readLabelledCalls(labelledFolder) : null;
}

/** Cohen's kappa of two raters; null when it is not defined because neither ever differs. */
export function kappa(pairs: readonly (readonly [string, string])[]): number | null {
  const share = (counted: (pair: readonly [string, string]) => boolean) =>
    pairs.filter(counted).length / pairs.length;
  const agreed = share(([a, b]) => a === b);
  const values = [...new Set(pairs.flat())];
  const chance = values.reduce(
    (sum, value) => sum + share(([a]) => a === value) * share(([, b]) => b === value),
    0,
  );
  return chance === 1 ? null : (agreed - chance) / (1 - chance);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
