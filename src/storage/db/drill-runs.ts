import type { Db } from './tables.ts';

/** A drill that was answered, as a run of an assignment. */
export interface AssignedRunRow {
  assignmentId: string;
  drillId: string;
  scenarioId: string;
  trainee: string;
  at: Date;
  endedAt: Date | null;
  total: number | null;
  result: 'met' | 'not met' | null;
}

/** Runs of these assignments that somebody answered. */
export async function assignedRuns(assignmentIds: readonly string[], db: Db): Promise<AssignedRunRow[]> {
  if (assignmentIds.length === 0) return [];
  const rows = await db
    .selectFrom('drills')
    .select(['id', 'assignment_id', 'scenario_id', 'trainee', 'answered_at', 'ended_at', 'total', 'result'])
    .where('assignment_id', 'in', assignmentIds)
    .where('answered_at', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    assignmentId: row.assignment_id!,
    drillId: row.id,
    scenarioId: row.scenario_id,
    trainee: row.trainee,
    at: row.answered_at!,
    endedAt: row.ended_at,
    total: row.total,
    result: row.result,
  }));
}
