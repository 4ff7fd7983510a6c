import { sql } from 'kysely';
import type { PublicError } from '../../errors.ts';
import type { StageRecord } from '../../model/api.ts';
import { type Stage, stages } from '../../model/call.ts';
import { toJson } from './storable.ts';
import type { Db } from './tables.ts';

/**
 * The record of a call's stages. Instants are the database's, which all machines share.
 *
 *   pending ─ begin ─▶ running ─ end ──▶ done
 *      ▲                 │ │ ▲
 *      │                 │ └─┼─ fail ─▶ failed
 *      │                 ▼   │ begin
 *      └── reset ──── waiting┘
 */
const now = sql<Date>`clock_timestamp()`;

/** A try begins. Returns how many there were, this one included. */
export async function beginStage(callId: string, stage: Stage, db: Db): Promise<{ tries: number }> {
  const row = await db
    .insertInto('call_stages')
    .values({ call_id: callId, stage, state: 'running', tries: 1, started_at: now })
    .onConflict((conflict) =>
      conflict.columns(['call_id', 'stage']).doUpdateSet((of) => ({
        state: 'running',
        tries: of('call_stages.tries', '+', 1),
        started_at: now,
        ended_at: null,
        problem: null,
      })),
    )
    .returning('tries')
    .executeTakeFirstOrThrow();
  return { tries: row.tries };
}

export async function endStage(callId: string, stage: Stage, db: Db): Promise<void> {
  await setStage(callId, stage, 'done', null, db);
}

export async function failStage(callId: string, stage: Stage, problem: PublicError, db: Db): Promise<void> {
  await setStage(callId, stage, 'failed', problem, db);
}

/** The stage cannot go on until something else happens; the problem says what. */
export async function waitStage(callId: string, stage: Stage, problem: PublicError, db: Db): Promise<void> {
  await setStage(callId, stage, 'waiting', problem, db);
}

async function setStage(
  callId: string,
  stage: Stage,
  state: StageRecord['state'],
  problem: PublicError | null,
  db: Db,
): Promise<void> {
  await db
    .updateTable('call_stages')
    .set({ state, ended_at: now, problem: problem && toJson(problem) })
    .where('call_id', '=', callId)
    .where('stage', '=', stage)
    .execute();
}

/** Makes this stage and all after it pending, as if never tried. What they produced stays until replaced. */
export async function resetStagesFrom(callId: string, stage: Stage, db: Db): Promise<void> {
  await db
    .updateTable('call_stages')
    .set({ state: 'pending', tries: 0, started_at: null, ended_at: null, problem: null })
    .where('call_id', '=', callId)
    .where('stage', 'in', stages.slice(stages.indexOf(stage)))
    .execute();
}

/** In the order of the pipeline. */
export async function callStages(callId: string, db: Db): Promise<StageRecord[]> {
  const rows = await db.selectFrom('call_stages').selectAll().where('call_id', '=', callId).execute();
  return rows
    .toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage))
    .map((row) => ({
      stage: row.stage,
      state: row.state,
      tries: row.tries,
      startedAt: row.started_at?.toISOString() ?? null,
      endedAt: row.ended_at?.toISOString() ?? null,
      problem: row.problem,
    }));
}
