import { sql } from 'kysely';
import type { Stage } from '../../model/call.ts';
import type { Finding, Flag } from '../../model/judgement.ts';
import { atomically } from './atomically.ts';
import { lockCall } from './calls.ts';
import { storableText, storableTextOrNull, toJson } from './storable.ts';
import type { Db } from './tables.ts';

/** Rows of one insert: Postgres takes 65,535 parameters, and a finding has thirteen. */
const rowsAtOnce = 2000;

/** Makes these the findings of one stage of the call; those of other stages stay. */
export async function replaceFindings(
  callId: string,
  stage: Stage,
  findings: Finding[],
  db: Db,
): Promise<void> {
  await atomically(db, async (tx) => {
    await lockCall(callId, tx);
    await tx.deleteFrom('findings').where('call_id', '=', callId).where('stage', '=', stage).execute();
    const rows = findings.map((finding, position) => ({
      call_id: callId,
      stage,
      position,
      kind: finding.kind,
      type: finding.type,
      value: storableTextOrNull(finding.value),
      status: finding.status,
      turn: finding.turn,
      char_start: finding.chars?.start ?? null,
      char_end: finding.chars?.end ?? null,
      start_ms: finding.span.startMs,
      end_ms: finding.span.endMs,
      confidence: finding.confidence,
      source: finding.source,
    }));
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      await tx
        .insertInto('findings')
        .values(rows.slice(at, at + rowsAtOnce))
        .execute();
    }
  });
}

/** Ordered by time. */
export async function callFindings(callId: string, db: Db): Promise<Finding[]> {
  const rows = await db
    .selectFrom('findings')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('start_ms')
    .orderBy('stage')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    type: row.type,
    value: row.value,
    status: row.status,
    turn: row.turn,
    chars:
      row.char_start === null || row.char_end === null ? null : { start: row.char_start, end: row.char_end },
    span: { startMs: row.start_ms, endMs: row.end_ms },
    confidence: row.confidence,
    source: row.source,
  }));
}

/** Makes these the flags of the call, in their order. */
export async function replaceFlags(callId: string, flags: Flag[], db: Db): Promise<void> {
  await atomically(db, async (tx) => {
    await lockCall(callId, tx);
    await tx.deleteFrom('flags').where('call_id', '=', callId).execute();
    if (flags.length > 0) {
      await tx
        .insertInto('flags')
        .values(
          flags.map((flag, position) => ({
            call_id: callId,
            position,
            code: flag.code,
            severity: flag.severity,
            reason: storableText(flag.reason),
            scorecard_id: flag.scorecardId,
            criteria: toJson(flag.criteria),
          })),
        )
        .execute();
    }
    await tx
      .updateTable('calls')
      .set({ flagged: flags.length > 0 })
      .where('id', '=', callId)
      .execute();
  });
}

/** By call, in their order; a call without flags is absent. */
export async function flagsOf(callIds: string[], db: Db): Promise<Map<string, Flag[]>> {
  if (callIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('flags')
    .selectAll()
    .where('call_id', '=', sql<string>`any(${callIds}::uuid[])`)
    .orderBy('call_id')
    .orderBy('position')
    .execute();
  const flags = new Map<string, Flag[]>();
  for (const row of rows) {
    const flag = {
      code: row.code,
      severity: row.severity,
      reason: row.reason,
      scorecardId: row.scorecard_id,
      criteria: row.criteria,
    };
    flags.set(row.call_id, [...(flags.get(row.call_id) ?? []), flag]);
  }
  return flags;
}
