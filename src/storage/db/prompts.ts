import type { Selectable } from 'kysely';
import type { Prompt, PromptKind, PromptOutcome, PromptReport } from '../../model/prompt.ts';
import { storableText } from './storable.ts';
import type { Db, PromptsTable } from './tables.ts';

/** What makes a prompt of a call the same again. */
export type PromptKey = Pick<PromptReport, 'kind' | 'code' | 'grade'>;

/** In the order in which they were shown. */
export async function promptsOfCall(callId: string, db: Db): Promise<Prompt[]> {
  const rows = await db
    .selectFrom('prompts')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('shown_at_ms')
    .orderBy('id')
    .execute();
  return rows.map(toPrompt);
}

/**
 * Keeps that something was shown, once, and what the call taker did with it: what was opened may still be dismissed,
 * and the rest is final.
 */
export async function recordPrompt(
  callId: string,
  id: string,
  { kind, code, grade, text, atMs, outcome }: PromptReport,
  db: Db,
): Promise<Prompt> {
  await db
    .insertInto('prompts')
    .values({
      ...{ id, call_id: callId, kind, code: storableText(code), grade: storableText(grade) },
      ...{ text: storableText(text), shown_at_ms: atMs },
    })
    .onConflict((conflict) => conflict.columns(['call_id', 'kind', 'code', 'grade']).doNothing())
    .execute();
  if (outcome) {
    await db
      .updateTable('prompts')
      .set({ outcome, outcome_at_ms: atMs })
      .where((by) => by.and(keyColumns(callId, { kind, code, grade })))
      .where((by) =>
        by.or([
          by('outcome', 'is', null),
          ...(outcome === 'dismissed' ? [by('outcome', '=', 'opened' as PromptOutcome)] : []),
        ]),
      )
      .execute();
  }
  const row = await db
    .selectFrom('prompts')
    .selectAll()
    .where((by) => by.and(keyColumns(callId, { kind, code, grade })))
    .executeTakeFirstOrThrow();
  return toPrompt(row);
}

const keyColumns = (callId: string, { kind, code, grade }: PromptKey) => ({
  call_id: callId,
  kind,
  code: storableText(code),
  grade: storableText(grade),
});

/** What was asked or dealt with is done, unless something came of it before. */
export async function promptsDone(
  callId: string,
  kind: PromptKind,
  codes: readonly string[],
  atMs: number,
  db: Db,
): Promise<void> {
  await db
    .updateTable('prompts')
    .set({ outcome: 'done', outcome_at_ms: atMs })
    .where('call_id', '=', callId)
    .where('kind', '=', kind)
    .where('code', 'in', codes)
    .where('outcome', 'is', null)
    .execute();
}

/** Nothing more comes of the prompts of a call that is over. */
export async function expirePrompts(callId: string, db: Db): Promise<void> {
  await db
    .updateTable('prompts')
    .set({ outcome: 'expired' })
    .where('call_id', '=', callId)
    .where('outcome', 'is', null)
    .execute();
}

export async function deletePrompts(callId: string, db: Db): Promise<void> {
  await db.deleteFrom('prompts').where('call_id', '=', callId).execute();
}

function toPrompt(row: Selectable<PromptsTable>): Prompt {
  return {
    id: row.id,
    kind: row.kind,
    code: row.code,
    grade: row.grade,
    text: row.text,
    shownAtMs: row.shown_at_ms,
    outcome: row.outcome,
    outcomeAtMs: row.outcome_at_ms,
  };
}
