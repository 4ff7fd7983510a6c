import { sql } from 'kysely';
import { newId } from '../src/lib/ids.ts';
import type { Db } from '../src/storage/db/tables.ts';
import { type BenchCall, benchCalls } from './search-data.ts';

const callsAtOnce = 1000;

/** Fills an empty, migrated database with made-up calls, and brings its statistics up to date. */
export async function loadCalls(count: number, seed: number, db: Db): Promise<{ turns: number }> {
  let turns = 0;
  let batch: BenchCall[] = [];
  for (const call of benchCalls(count, seed)) {
    batch.push(call);
    turns += call.turns.length;
    if (batch.length < callsAtOnce) continue;
    await insertCalls(batch, db);
    batch = [];
  }
  if (batch.length > 0) await insertCalls(batch, db);
  return { turns };
}

/** As `insertCall` and `saveTranscript` leave them, but many at once. */
async function insertCalls(calls: BenchCall[], db: Db): Promise<void> {
  const rows = calls.map((call) => ({ id: newId(), call }));
  const column = <T>(value: (call: BenchCall, id: string) => T) =>
    rows.map(({ id, call }) => value(call, id));
  const turns = rows.flatMap(({ id, call }) => call.turns.map((turn, index) => ({ id, index, ...turn })));
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into calls (id, content_hash, channel, kind, source, state, agent, queue, received_at, started_at,
        duration_ms, score, flagged, scorecard_id, band, direction, language, customer_number)
      select *, 'contact-centre', 'good', 'inbound', 'en', '+1 555 0100' from unnest(
        ${column((_, id) => id)}::uuid[], ${column((_, id) => id)}::text[], ${column(() => 'bench')}::text[],
        ${column((call) => call.kind)}::text[], ${column((call) => call.source)}::text[],
        ${column((call) => call.state)}::text[], ${column((call) => call.agent)}::text[],
        ${column((call) => call.queue)}::text[], ${column((call) => call.receivedAt)}::timestamptz[],
        ${column((call) => call.startedAt)}::timestamptz[], ${column((call) => call.durationMs)}::float8[],
        ${column((call) => call.score)}::float8[], ${column((call) => call.flagged)}::boolean[])
    `.execute(tx);
    await sql`
      insert into turns (call_id, index, leg, role, start_ms, end_ms, text)
      select call_id, index, leg, case leg when 0 then 'agent' else 'customer' end, start_ms, end_ms, text
      from unnest(
        ${turns.map((turn) => turn.id)}::uuid[], ${turns.map((turn) => turn.index)}::int[],
        ${turns.map((turn) => turn.leg)}::int[], ${turns.map((turn) => turn.startMs)}::float8[],
        ${turns.map((turn) => turn.endMs)}::float8[], ${turns.map((turn) => turn.text)}::text[]
      ) as turn (call_id, index, leg, start_ms, end_ms, text)
    `.execute(tx);
    await sql`
      insert into flags (call_id, position, code, severity, reason, criteria)
      select id, 0, 'score_below_threshold', 'warning', 'The score lies below the threshold.', '[]'
      from calls where flagged and id = any(${column((_, id) => id)}::uuid[])
    `.execute(tx);
  });
}

/** Makes the calls searchable. The index is made when all words are there: twice as fast as word by word. */
export async function indexCalls(db: Db): Promise<void> {
  const { rows } = await sql<{ definition: string }>`
    select indexdef as definition from pg_indexes where indexname = 'call_search_words'`.execute(db);
  await sql`drop index call_search_words`.execute(db);
  await sql`
    insert into call_search (call_id, received_at, started_at, duration_ms, score, state, source, kind, agent, queue,
      flagged, words)
    select calls.id, received_at, started_at, duration_ms, score, state, source, kind, agent, queue, flagged,
      search_words(string_agg(turns.text, E'\n' order by turns.index))
    from calls join turns on turns.call_id = calls.id
    group by calls.id`.execute(db);
  await sql.raw(rows[0]?.definition ?? '').execute(db);
  await sql`vacuum analyze`.execute(db);
}
