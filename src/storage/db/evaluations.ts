import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { Evaluation, Mark } from '../../model/judgement.ts';
import { atomically } from './atomically.ts';
import { lockCall } from './calls.ts';
import { storableText, toJson } from './storable.ts';
import type { Db } from './tables.ts';

/**
 * Keeps a judging of the call. It takes the place of the former one on the same scorecard, which is kept too,
 * with the time it was superseded. Returns the new evaluation's id.
 */
export async function saveEvaluation(callId: string, evaluation: Evaluation, db: Db): Promise<string> {
  const id = newId();
  await atomically(db, async (tx) => {
    // Two judgings of one call at once take turns here, so that one of them ends up superseded.
    await lockCall(callId, tx);
    await tx
      .updateTable('evaluations')
      .set({ superseded_at: sql<Date>`clock_timestamp()` })
      .where('call_id', '=', callId)
      .where('scorecard_id', '=', evaluation.scorecardId)
      .where('superseded_at', 'is', null)
      .execute();
    await tx
      .insertInto('evaluations')
      .values({
        id,
        call_id: callId,
        scorecard_id: evaluation.scorecardId,
        scorecard_version: evaluation.scorecardVersion,
        scorecard_title: storableText(evaluation.scorecardTitle),
        score: evaluation.score,
        raw_score: evaluation.rawScore,
        faults: toJson(evaluation.faults),
        auto_fails: toJson(evaluation.autoFails),
        coverage: evaluation.coverage,
        band: evaluation.band,
        state: evaluation.state,
        weak: toJson(evaluation.weak),
      })
      .execute();
    const marks = evaluation.marks.map((mark, position) => ({
      evaluation_id: id,
      position,
      criterion_id: mark.criterionId,
      answer: toJson(mark.answer),
      points: mark.points,
      weight: mark.weight,
      source: mark.source,
      confidence: mark.confidence,
      reason: storableText(mark.reason),
      evidence: toJson(mark.evidence),
      fault: mark.fault,
      items: toJson(mark.items),
      opinions: toJson(mark.opinions),
    }));
    if (marks.length > 0) await tx.insertInto('marks').values(marks).execute();
  });
  return id;
}

/** The judgings in force, in the order of their scorecards' ids, each with its marks. */
export async function callEvaluations(callId: string, db: Db): Promise<Evaluation[]> {
  const rows = await db
    .selectFrom('evaluations')
    .selectAll()
    .where('call_id', '=', callId)
    .where('superseded_at', 'is', null)
    .orderBy('scorecard_id')
    .execute();
  const marks = await marksOf(
    rows.map((row) => row.id),
    db,
  );
  return rows.map((row) => ({
    scorecardId: row.scorecard_id,
    scorecardVersion: row.scorecard_version,
    scorecardTitle: row.scorecard_title,
    score: row.score,
    rawScore: row.raw_score,
    faults: row.faults,
    autoFails: row.auto_fails,
    coverage: row.coverage,
    band: row.band,
    state: row.state,
    marks: marks.get(row.id) ?? [],
    weak: row.weak,
  }));
}

async function marksOf(evaluationIds: string[], db: Db): Promise<Map<string, Mark[]>> {
  const marks = new Map<string, Mark[]>(evaluationIds.map((id) => [id, []]));
  if (evaluationIds.length === 0) return marks;
  const rows = await db
    .selectFrom('marks')
    .selectAll()
    .where('evaluation_id', 'in', evaluationIds)
    .orderBy('position')
    .execute();
  for (const row of rows) {
    marks.get(row.evaluation_id)?.push({
      criterionId: row.criterion_id,
      answer: row.answer,
      points: row.points,
      weight: row.weight,
      source: row.source,
      confidence: row.confidence,
      reason: row.reason,
      evidence: row.evidence,
      fault: row.fault,
      items: row.items,
      opinions: row.opinions,
    });
  }
  return marks;
}

/** Drops the judging in force on each scorecard that no longer applies (another kind of call). */
export async function supersedeOtherEvaluations(
  callId: string,
  scorecardIds: string[],
  db: Db,
): Promise<void> {
  let update = db
    .updateTable('evaluations')
    .set({ superseded_at: sql<Date>`clock_timestamp()` })
    .where('call_id', '=', callId)
    .where('superseded_at', 'is', null);
  if (scorecardIds.length > 0) update = update.where('scorecard_id', 'not in', scorecardIds);
  await update.execute();
}
