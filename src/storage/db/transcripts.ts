import { sql } from 'kysely';
import type { Leg, Transcript, Turn, Word } from '../../model/call.ts';
import { atomically } from './atomically.ts';
import { lockCall } from './calls.ts';
import { searchText } from './search-text.ts';
import { storableText, storableTextOrNull, toJson } from './storable.ts';
import type { Db, StoredWord } from './tables.ts';

/** Rows of one insert: Postgres takes 65,535 parameters, and a turn has eight. */
const rowsAtOnce = 2000;

/**
 * Makes these the legs of the call. The turns there are take the roles of their legs, so that swapping roles
 * needs no more than this.
 */
export async function replaceLegs(callId: string, legs: Leg[], db: Db): Promise<void> {
  await atomically(db, async (tx) => {
    await lockCall(callId, tx);
    await tx.deleteFrom('legs').where('call_id', '=', callId).execute();
    if (legs.length === 0) return;
    await tx
      .insertInto('legs')
      .values(
        legs.map((leg) => ({
          call_id: callId,
          index: leg.index,
          channel: leg.channel,
          mixed: leg.mixed,
          role: leg.role,
          role_source: leg.roleSource,
          role_confidence: leg.roleConfidence,
          certainty: leg.certainty,
          speech: toJson(leg.speech),
        })),
      )
      .execute();
    await tx
      .updateTable('turns')
      .from('legs')
      .set((of) => ({ role: of.ref('legs.role') }))
      .whereRef('legs.call_id', '=', 'turns.call_id')
      .whereRef('legs.index', '=', 'turns.leg')
      .whereRef('legs.role', '<>', 'turns.role')
      .where('turns.call_id', '=', callId)
      .execute();
  });
}

/** Ordered by index. */
export async function callLegs(callId: string, db: Db): Promise<Leg[]> {
  const rows = await db
    .selectFrom('legs')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('index')
    .execute();
  return rows.map((row) => ({
    index: row.index,
    channel: row.channel,
    mixed: row.mixed,
    role: row.role,
    roleSource: row.role_source,
    roleConfidence: row.role_confidence,
    certainty: row.certainty,
    speech: row.speech,
  }));
}

/** Makes this the transcript of the call, turns, words and what search finds included. */
export async function saveTranscript(callId: string, transcript: Transcript, db: Db): Promise<void> {
  const row = {
    language: storableTextOrNull(transcript.language),
    engine: storableText(transcript.engine),
  };
  await atomically(db, async (tx) => {
    await lockCall(callId, tx);
    await tx
      .insertInto('transcripts')
      .values({ call_id: callId, ...row, words: null })
      .onConflict((conflict) => conflict.column('call_id').doUpdateSet(row))
      .execute();
    await replaceTurns(callId, transcript.turns, tx);
  });
}

/** Replaces the turns of a call that has a transcript, and what search finds of it. */
export async function replaceTurns(callId: string, turns: Turn[], db: Db): Promise<void> {
  await atomically(db, async (tx) => {
    await lockCall(callId, tx);
    await tx.deleteFrom('turns').where('call_id', '=', callId).execute();
    for (let at = 0; at < turns.length; at += rowsAtOnce) {
      const rows = turns.slice(at, at + rowsAtOnce).map((turn) => ({
        call_id: callId,
        index: turn.index,
        leg: turn.leg,
        role: turn.role,
        start_ms: turn.startMs,
        end_ms: turn.endMs,
        text: storableText(turn.text),
        confidence: turn.confidence,
      }));
      await tx.insertInto('turns').values(rows).execute();
    }
    await tx
      .updateTable('transcripts')
      .set({ words: storedWords(turns) })
      .where('call_id', '=', callId)
      .execute();
    await sql`
      insert into call_search (call_id, received_at, started_at, duration_ms, score, state, source, kind, agent,
        queue, flagged, words)
      select id, received_at, started_at, duration_ms, score, state, source, kind, agent, queue, flagged,
        search_words(${searchText(turns)})
      from calls where id = ${callId}
      on conflict (call_id) do update set words = excluded.words`.execute(tx);
  });
}

export async function callTranscript(callId: string, db: Db): Promise<Transcript | null> {
  const head = await db
    .selectFrom('transcripts')
    .selectAll()
    .where('call_id', '=', callId)
    .executeTakeFirst();
  if (!head) return null;
  const rows = await db
    .selectFrom('turns')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('index')
    .execute();
  const turns = rows.map((row, position) => ({
    index: row.index,
    leg: row.leg,
    role: row.role,
    startMs: row.start_ms,
    endMs: row.end_ms,
    text: row.text,
    words: (head.words?.[position] ?? []).map(heardWord),
    confidence: row.confidence,
  }));
  return { language: head.language, engine: head.engine, turns };
}

function storedWords(turns: Turn[]): string | null {
  if (turns.every((turn) => turn.words.length === 0)) return null;
  return toJson(
    turns.map((turn) =>
      turn.words.map((word): StoredWord => [word.text, word.startMs, word.endMs, word.confidence]),
    ),
  );
}

function heardWord([text, startMs, endMs, confidence]: StoredWord): Word {
  return { text, startMs, endMs, confidence };
}

/** What was said at a moment of a call, or last before it; null when nothing was. */
export async function wordsAt(callId: string, atMs: number, db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('turns')
    .select('text')
    .where('call_id', '=', callId)
    .where('start_ms', '<=', atMs)
    .orderBy('start_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.text ?? null;
}
