import { sql } from 'kysely';
import type { DrillScore, ScenarioOutline, ScorePart } from '../../model/drill.ts';
import type { CallerWords } from '../../model/drill-phrasing.ts';
import { storableText } from './storable.ts';
import type { Db } from './tables.ts';

/** A drill that ended with a score, with what its parts came to. */
export interface ScoredRun {
  drillId: string;
  trainee: string;
  scenario: ScenarioOutline;
  seed: number;
  words: CallerWords;
  at: Date;
  total: number;
  result: DrillScore['result'];
  criticals: number;
  parts: ScorePart[];
}

/** So many of the newest runs are looked at. */
const mostRuns = 2_000;

/** Scored drills, the oldest first; of a trainee, of a scenario, or of all. */
export async function scoredRuns(
  of: { trainee?: string | undefined; scenario?: string | undefined; seed?: number | undefined },
  db: Db,
): Promise<ScoredRun[]> {
  const rows = await db
    .selectFrom('drills')
    .select(['id as drillId', 'trainee', 'scenario', 'seed', 'words', 'ended_at as at', 'total', 'result'])
    // The report holds the transcript too: only what is counted is read.
    .select(sql<ScorePart[] | null>`report -> 'score' -> 'parts'`.as('parts'))
    .select(sql<number | null>`jsonb_array_length(report -> 'score' -> 'critical')`.as('criticals'))
    .where('total', 'is not', null)
    .where('ended_at', 'is not', null)
    .$if(of.trainee !== undefined, (query) =>
      query.where(sql<boolean>`lower(trim(trainee)) = lower(trim(${storableText(of.trainee!)}))`),
    )
    .$if(of.scenario !== undefined, (query) => query.where('scenario_id', '=', storableText(of.scenario!)))
    .$if(of.seed !== undefined, (query) => query.where('seed', '=', of.seed!))
    .orderBy('id', 'desc')
    .limit(mostRuns)
    .execute();
  return rows.reverse().map((row) => ({
    ...row,
    at: row.at!,
    total: row.total!,
    result: row.result!,
    criticals: row.criticals ?? 0,
    parts: row.parts ?? [],
  }));
}
