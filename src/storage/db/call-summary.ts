import type { Selectable } from 'kysely';
import type { CallSummary } from '../../model/api.ts';
import type { Flag } from '../../model/judgement.ts';
import type { CallsTable } from './tables.ts';

export function callSummary(
  row: Selectable<CallsTable>,
  flags: Flag[],
  match: CallSummary['match'],
): CallSummary {
  return {
    id: row.id,
    source: row.source,
    kind: row.kind,
    state: row.state,
    stage: row.stage,
    progress: row.progress,
    title: row.title,
    startedAt: row.started_at?.toISOString() ?? null,
    receivedAt: row.received_at.toISOString(),
    durationMs: row.duration_ms,
    agent: row.agent,
    customerNumber: row.customer_number,
    queue: row.queue,
    direction: row.direction,
    language: row.language,
    score: row.score,
    band: row.band,
    scorecardId: row.scorecard_id,
    flags,
    problem: row.problem,
    match,
  };
}
