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

/** A judging in force: what the machine found, and how it stands after people looked. */
export interface StoredEvaluation {
  id: string;
  machine: Evaluation;
  standing: Evaluation;
}

/** The judgings in force, in the order of their scorecards' ids, as they stand. */
export async function callEvaluations(callId: string, db: Db): Promise<Evaluation[]> {
  return (await storedEvaluations(callId, db)).map(({ standing }) => standing);
}

/** The same, and what the machine found by itself: its marks and auto-fails; the scores are those that stand. */
export async function storedEvaluations(callId: string, db: Db): Promise<StoredEvaluation[]> {
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
  return rows.map((row) => {
    const own = marks.get(row.id) ?? [];
    const machine: Evaluation = {
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
      marks: own.map((mark) => mark.machine),
      weak: row.weak,
    };
    const standing = {
      ...machine,
      autoFails: machine.autoFails.filter(({ id }) => !row.overturned.includes(id)),
      marks: own.map((mark) => mark.standing),
    };
    return { id: row.id, machine, standing };
  });
}

type StoredMark = Record<'machine' | 'standing', Mark>;

async function marksOf(evaluationIds: string[], db: Db): Promise<Map<string, StoredMark[]>> {
  const marks = new Map<string, StoredMark[]>(evaluationIds.map((id) => [id, []]));
  if (evaluationIds.length === 0) return marks;
  const rows = await db
    .selectFrom('marks')
    .selectAll()
    .where('evaluation_id', 'in', evaluationIds)
    .orderBy('position')
    .execute();
  for (const row of rows) {
    const machine: Mark = {
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
    };
    marks.get(row.evaluation_id)?.push({ machine, standing: row.standing ?? machine });
  }
  return marks;
}

/** Keeps how a judging stands after people looked; what the machine found is left as it is. */
export async function saveStanding(
  { id, machine }: Pick<StoredEvaluation, 'id' | 'machine'>,
  standing: Evaluation,
  db: Db,
): Promise<void> {
  const standingIds = new Set(standing.autoFails.map((one) => one.id));
  await db
    .updateTable('evaluations')
    .set({
      score: standing.score,
      raw_score: standing.rawScore,
      coverage: standing.coverage,
      band: standing.band,
      faults: toJson(standing.faults),
      state: standing.state,
      weak: toJson(standing.weak),
      overturned: toJson(machine.autoFails.map((one) => one.id).filter((one) => !standingIds.has(one))),
    })
    .where('id', '=', id)
    .execute();
  for (const mark of standing.marks) {
    const isPersons = mark.source === 'person';
    await db
      .updateTable('marks')
      .set({ standing: isPersons ? toJson(mark) : null })
      .where('evaluation_id', '=', id)
      .where('criterion_id', '=', mark.criterionId)
      .$if(!isPersons, (query) => query.where('standing', 'is not', null))
      .execute();
  }
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
