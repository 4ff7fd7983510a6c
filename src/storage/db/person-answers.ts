import type { Opinion } from '../../model/judgement.ts';
import type { Db } from './tables.ts';

/** One criterion of a judging in force that a person answered, with what every judge said of it. */
export interface PersonAnswered {
  call: string;
  scorecardId: string;
  scorecardVersion: number;
  criterionId: string;
  opinions: Opinion[];
}

/** The newest first by call, at most `limit` criteria. */
export async function personAnswers(limit: number, db: Db): Promise<PersonAnswered[]> {
  const rows = await db
    .selectFrom('marks')
    .innerJoin('evaluations', 'evaluations.id', 'marks.evaluation_id')
    .select(['call_id', 'scorecard_id', 'scorecard_version', 'criterion_id', 'standing'])
    .where('standing', 'is not', null)
    .where('superseded_at', 'is', null)
    .orderBy('call_id', 'desc')
    .orderBy('scorecard_id')
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    call: row.call_id,
    scorecardId: row.scorecard_id,
    scorecardVersion: row.scorecard_version,
    criterionId: row.criterion_id,
    opinions: row.standing?.opinions ?? [],
  }));
}
