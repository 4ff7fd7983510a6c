import { newId } from '../../lib/ids.ts';
import type { ReviewEntry } from '../../model/review.ts';
import { storableTextOrNull, toJson } from './storable.ts';
import type { Db } from './tables.ts';

/** The version of a scorecard a review is of. */
export interface ReviewOf {
  scorecardId: string;
  scorecardVersion: number;
}

export interface StoredEntry extends ReviewEntry {
  /** Null for what is about the call's flags alone. */
  of: ReviewOf | null;
}

/** Adds a line to the history of a call's review; the caller holds the call's lock. */
export async function addReviewEntry(callId: string, entry: StoredEntry, db: Db): Promise<void> {
  await db
    .insertInto('review_entries')
    .values({
      id: newId(),
      call_id: callId,
      scorecard_id: entry.of?.scorecardId ?? null,
      scorecard_version: entry.of?.scorecardVersion ?? null,
      author: storableTextOrNull(entry.author),
      event: toJson(entry.event),
      score: entry.score,
      at: new Date(entry.at),
    })
    .execute();
}

/** Everything people did with a call, the oldest first. */
export async function reviewEntries(callId: string, db: Db): Promise<StoredEntry[]> {
  const rows = await db
    .selectFrom('review_entries')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    of:
      row.scorecard_id === null || row.scorecard_version === null
        ? null
        : { scorecardId: row.scorecard_id, scorecardVersion: row.scorecard_version },
    author: row.author,
    at: row.at.toISOString(),
    event: row.event,
    score: row.score,
  }));
}

/** The entries of one version of one scorecard. */
export function entriesOf(entries: readonly StoredEntry[], of: ReviewOf): ReviewEntry[] {
  return entries
    .filter(
      (one) => one.of?.scorecardId === of.scorecardId && one.of.scorecardVersion === of.scorecardVersion,
    )
    .map(({ of: _, ...entry }) => entry);
}
