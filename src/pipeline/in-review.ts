import type { Pack, Scorecard } from '../analysis/packs/pack.ts';
import { standingOf } from '../analysis/review/next.ts';
import type { InReview } from '../analysis/review/waits.ts';
import { storedEvaluations } from '../storage/db/evaluations.ts';
import { entriesOf, type ReviewOf, reviewEntries } from '../storage/db/review-entries.ts';
import type { Db } from '../storage/db/tables.ts';

/** The evaluations of a call that are in force, each with its review. */
export async function evaluationsInReview(
  callId: string,
  packs: readonly Pack[],
  db: Db,
): Promise<(InReview & { id: string })[]> {
  const [stored, entries] = await Promise.all([storedEvaluations(callId, db), reviewEntries(callId, db)]);
  return stored.map(({ id, machine, standing }) => ({
    id,
    machine,
    evaluation: standing,
    review: standingOf(entriesOf(entries, machine)),
    card: cardOf(machine, packs),
  }));
}

/** Undefined when that version is not loaded (any more). */
export function cardOf(
  { scorecardId, scorecardVersion }: ReviewOf,
  packs: readonly Pack[],
): Scorecard | undefined {
  return packs
    .flatMap((pack) => pack.scorecards)
    .find(({ format }) => format.id === scorecardId && format.version === scorecardVersion);
}

/** Codes of the flags people looked at since the call was last judged otherwise. */
export async function flagsSeen(callId: string, db: Db): Promise<ReadonlySet<string>> {
  const entries = await reviewEntries(callId, db);
  const since = entries.findLastIndex(({ event }) => event.kind === 'rejudged') + 1;
  return new Set(entries.slice(since).flatMap(({ event }) => (event.kind === 'see' ? event.flags : [])));
}
