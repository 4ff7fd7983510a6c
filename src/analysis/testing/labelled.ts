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
