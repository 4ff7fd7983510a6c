import { sql } from 'kysely';
import {
  type ReviewItem,
  type ReviewQuery,
  type ReviewQueue,
  ReviewReason,
  type Wait,
} from '../../model/review.ts';
import { storableText, toJson } from './storable.ts';
import type { Db } from './tables.ts';

/** Makes these what waits about a call, but for what is routine. What waited before for the same reason keeps the time since when. */
export async function replaceWaits(callId: string, waits: readonly Wait[], now: Date, db: Db): Promise<void> {
  const before = await db
    .deleteFrom('review_waits')
    .where('call_id', '=', callId)
    .returning(['reason', 'scorecard_id', 'since'])
    .execute();
  const queued = waits.filter((wait) => !wait.isRoutine);
  if (queued.length === 0) return;
  const since = (wait: Wait) =>
    before.find((one) => one.reason === wait.reason && one.scorecard_id === wait.scorecardId)?.since ?? now;
  await db
    .insertInto('review_waits')
    .values(
      queued.map((wait, position) => ({
        call_id: callId,
        position,
        reason: wait.reason,
        urgency: ReviewReason.options.indexOf(wait.reason) + 1,
        scorecard_id: wait.scorecardId,
        criterion_ids: toJson(wait.criterionIds),
        flags: toJson(wait.flags),
        text: storableText(wait.text),
        blocks_release: wait.blocksRelease,
        since: since(wait),
      })),
    )
    .execute();
}

/** What waits for people, the most urgent first. */
export async function reviewQueue(
  { reason, kind, drills, limit }: ReviewQuery,
  db: Db,
): Promise<ReviewQueue> {
  const ofKind = db
    .selectFrom('review_waits')
    .innerJoin('calls', 'calls.id', 'review_waits.call_id')
    .$if(kind !== undefined, (query) => query.where('calls.kind', '=', kind!))
    .$if(!drills, (query) => query.where('calls.source', '!=', 'simulated'));
  const [byReason, calls, rows] = await Promise.all([
    ofKind
      .select(['reason', sql<number>`count(*)::int`.as('count')])
      .groupBy('reason')
      .execute(),
    ofKind.select(sql<number>`count(distinct calls.id)::int`.as('count')).executeTakeFirstOrThrow(),
    ofKind
      .$if(reason !== undefined, (query) => query.where('reason', '=', reason!))
      .selectAll('review_waits')
      .select(['title', 'calls.source', 'calls.kind', 'agent', 'queue', 'started_at', 'received_at'])
      .select(['score', 'band', 'calls.scorecard_id as main_scorecard_id'])
      .orderBy('urgency')
      .orderBy('since')
      .orderBy('call_id')
      .orderBy('position')
      .limit(limit)
      .execute(),
  ]);
  const counted = new Map(byReason.map((row) => [row.reason, row.count]));
  const counts = Object.fromEntries(
    ReviewReason.options.map((one) => [one, counted.get(one) ?? 0]),
  ) as ReviewQueue['counts'];
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    items: rows.map(
      (row): ReviewItem => ({
        reason: row.reason,
        scorecardId: row.scorecard_id,
        criterionIds: row.criterion_ids,
        flags: row.flags,
        text: row.text,
        blocksRelease: row.blocks_release,
        since: row.since.toISOString(),
        call: {
          id: row.call_id,
          source: row.source,
          title: row.title,
          kind: row.kind,
          agent: row.agent,
          queue: row.queue,
          startedAt: row.started_at?.toISOString() ?? null,
          receivedAt: row.received_at.toISOString(),
          score: row.score,
          band: row.band,
          scorecardId: row.main_scorecard_id,
        },
      }),
    ),
    total: reason === undefined ? all : counts[reason],
    counts,
    calls: calls.count,
  };
}
