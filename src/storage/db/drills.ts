import { type Selectable, sql } from 'kysely';
import type { EndReason, ScenarioOutline } from '../../model/drill.ts';
import type { DrillNote } from '../../model/drill-desk.ts';
import type { CallerWords } from '../../model/drill-phrasing.ts';
import type { DrillMode, DrillQuery, DrillSummary } from '../../model/drills.ts';
import { storableText, toJson } from './storable.ts';
import type { Db, DrillsTable } from './tables.ts';

export interface NewDrill {
  id: string;
  scenario: ScenarioOutline;
  scenarioVersion: number;
  /** Of what it says: what ships may change without another version. */
  scenarioDigest: string;
  mode: DrillMode;
  seed: number;
  voice: string;
  words: CallerWords;
  trainee: string;
  assignmentId: string | null;
  createdAt: Date;
}

export type DrillRow = Selectable<DrillsTable>;

export async function insertDrill(drill: NewDrill, db: Db): Promise<void> {
  await db
    .insertInto('drills')
    .values({
      id: drill.id,
      scenario_id: drill.scenario.id,
      scenario: toJson(drill.scenario),
      scenario_version: drill.scenarioVersion,
      scenario_digest: drill.scenarioDigest,
      mode: drill.mode,
      seed: drill.seed,
      voice: storableText(drill.voice),
      words: drill.words,
      trainee: storableText(drill.trainee),
      assignment_id: drill.assignmentId,
      created_at: drill.createdAt,
    })
    .execute();
}

/** Undefined when there is none of this id. */
export function drillRow(id: string, db: Db): Promise<DrillRow | undefined> {
  return db.selectFrom('drills').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Drills that ring or are open: with a server that died they are taken up again. */
export function drillsNotEnded(db: Db): Promise<DrillRow[]> {
  return db.selectFrom('drills').selectAll().where('phase', '!=', 'ended').orderBy('id').execute();
}

/** Newest first, one more than asked for when there are more. `state` knows only what is stored: no `held`. */
export function drillRows(query: DrillQuery, db: Db): Promise<DrillRow[]> {
  const { trainee, scenario, state, assignment, limit, before } = query;
  return (
    db
      .selectFrom('drills')
      // Not the report: it holds the whole transcript.
      .select(summaryColumns)
      .select(sql<null>`null`.as('report'))
      .$if(trainee !== undefined, (rows) => rows.where('trainee', '=', storableText(trainee!)))
      .$if(scenario !== undefined, (rows) => rows.where('scenario_id', '=', storableText(scenario!)))
      .$if(state !== undefined, (rows) => rows.where('phase', '=', state === 'held' ? 'open' : state!))
      .$if(assignment !== undefined, (rows) => rows.where('assignment_id', '=', assignment!))
      .$if(before !== undefined, (rows) => rows.where('id', '<', before!))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
  );
}

/** Runs of the same scenario by the same person before this one, the newest first, with what they came to. */
export function earlierRuns(
  { id, trainee, scenario_id }: Pick<DrillRow, 'id' | 'trainee' | 'scenario_id'>,
  limit: number,
  db: Db,
): Promise<DrillRow[]> {
  return db
    .selectFrom('drills')
    .selectAll()
    .where('trainee', '=', trainee)
    .where('scenario_id', '=', scenario_id)
    .where('id', '<', id)
    .where('report', 'is not', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** The newest run of the same scenario that somebody marked as exemplary, other than this one. */
export function exemplaryRun(
  { id, scenario_id }: Pick<DrillRow, 'id' | 'scenario_id'>,
  db: Db,
): Promise<DrillRow | undefined> {
  return db
    .selectFrom('drills')
    .selectAll()
    .where('scenario_id', '=', scenario_id)
    .where('exemplary', '=', true)
    .where('id', '!=', id)
    .where('report', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

const summaryColumns = [
  ...(['id', 'scenario_id', 'scenario', 'scenario_version', 'scenario_digest'] as const),
  ...(['mode', 'seed', 'voice', 'words', 'trainee'] as const),
  ...(['assignment_id', 'phase', 'call_id', 'created_at', 'answered_at', 'ended_at', 'duration_ms'] as const),
  ...(['ended', 'total', 'result', 'signed_off', 'exemplary'] as const),
] as const;

export async function drillAnswered(id: string, callId: string | null, at: Date, db: Db): Promise<void> {
  await db
    .updateTable('drills')
    .set({ phase: 'open', call_id: callId, answered_at: at })
    .where('id', '=', id)
    .execute();
}

export interface DrillEnd {
  ended: EndReason;
  endedAt: Date;
  durationMs: number;
  /** Null when nobody answered. */
  scored: { total: number; result: 'met' | 'not met'; report: unknown } | null;
}

export async function drillEnded(
  id: string,
  { ended, endedAt, durationMs, scored }: DrillEnd,
  db: Db,
): Promise<void> {
  await db
    .updateTable('drills')
    .set({
      phase: 'ended',
      ended,
      ended_at: endedAt,
      duration_ms: durationMs,
      total: scored?.total ?? null,
      result: scored?.result ?? null,
      report: scored ? toJson(scored.report) : null,
    })
    .where('id', '=', id)
    .execute();
}

/** Adds a note to the report of a drill that has ended. */
export async function addNoteToReport(id: string, note: DrillNote, db: Db): Promise<void> {
  await sql`
    update drills
       set report = jsonb_set(report, '{detail,notes}', (report #> '{detail,notes}') || ${toJson([note])}::jsonb)
     where id = ${id} and report is not null`.execute(db);
}

/** Signed off once more, it is by whom it was last. */
export async function setSignedOff(
  id: string,
  signedOff: NonNullable<DrillSummary['signedOff']>,
  db: Db,
): Promise<void> {
  await db
    .updateTable('drills')
    .set({ signed_off: toJson(signedOff) })
    .where('id', '=', id)
    .execute();
}

export async function setExemplary(id: string, on: boolean, db: Db): Promise<void> {
  await db.updateTable('drills').set({ exemplary: on }).where('id', '=', id).execute();
}

export function drillSummary(row: DrillRow): DrillSummary {
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: row.id,
    scenario: row.scenario,
    mode: row.mode,
    seed: row.seed,
    words: row.words,
    trainee: row.trainee,
    assignmentId: row.assignment_id,
    phase: row.phase,
    createdAt: row.created_at.toISOString(),
    answeredAt: instant(row.answered_at),
    endedAt: instant(row.ended_at),
    durationMs: row.duration_ms,
    callId: row.call_id,
    ended: row.ended,
    total: row.total,
    result: row.result,
    signedOff: row.signed_off,
    exemplary: row.exemplary,
  };
}
