import { z } from 'zod';
import type { CadEntry } from '../../../../src/model/drill-desk.ts';
import { Pending } from './desk-view.ts';

export type CadField = CadEntry['field'];

/** What is written at a desk and not safe yet; a reload of the page finds it again. */
const Drafts = z.object({
  cad: z.record(z.string(), z.string()),
  words: z.string(),
  /** What was said and has not become a turn. */
  said: z.array(Pending).default([]),
});
export type Drafts = z.infer<typeof Drafts>;

const none: Drafts = { cad: {}, words: '', said: [] };
const keyOf = (drillId: string) => `earshot-desk-${drillId}`;

export function readDrafts(drillId: string): Drafts {
  try {
    return Drafts.parse(JSON.parse(sessionStorage.getItem(keyOf(drillId)) ?? ''));
  } catch {
    // Nothing was kept, or by another version.
    return none;
  }
}

export function keepDrafts(drillId: string, next: Partial<Drafts>): void {
  const drafts = { ...readDrafts(drillId), ...next };
  const isEmpty = drafts.words === '' && drafts.said.length === 0 && Object.keys(drafts.cad).length === 0;
  try {
    if (isEmpty) sessionStorage.removeItem(keyOf(drillId));
    else sessionStorage.setItem(keyOf(drillId), JSON.stringify(drafts));
  } catch {
    // A browser that keeps nothing: only a reload in this second would lose it.
  }
}
