import { createHash } from 'node:crypto';

/** SHA-256 of what files say. */
export function digestOf(written: unknown): string {
  return createHash('sha256').update(JSON.stringify(written)).digest('hex');
}
