import { createHash } from 'node:crypto';
import type { Playable } from './playable.ts';

/** Of all that a scenario says, but not of how its file says it: remarks and order of lines may change. */
export function scenarioDigest({ format }: Pick<Playable, 'format'>): string {
  return createHash('sha256').update(JSON.stringify(format)).digest('hex');
}
