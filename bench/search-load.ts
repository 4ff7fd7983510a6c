import { sql } from 'kysely';
import { newId } from '../src/lib/ids.ts';
import type { Db } from '../src/storage/db/tables.ts';
import { type BenchCall, benchCalls } from './search-data.ts';

const callsAtOnce = 1000;

/**
 * Fills an empty, migrated database with made-up calls, two batches at a time, and brings its statistics up to date.
 * The index of words is made when all words are there: several times as fast as word by word.
 */
export async function loadCalls(count: number, seed: number, db: Db): Promise<{ turns: number }> {
  const { rows } = await sql<{ definition: string }>`
    select indexdef as definition from pg_indexes where indexname = 'call_search_words'`.execute(db);
  await sql`drop index call_search_words`.execute(db);
  let turns = 0;
  const batches = inBatches(benchCalls(count, seed));
  const load = async () => {
    for (const batch of batches) {
      turns += batch.reduce((sum, call) => sum + call.turns.length, 0);
      await insertCalls(batch, db);
    }
  };
  await Promise.all([load(), load()]);
  await db.connection().execute(async (connection) => {
    await sql`set maintenance_work_mem = '1GB'`.execute(connection);
    await sql.raw(rows[0]?.definition ?? '').execute(connection);
    await sql`vacuum analyze`.execute(connection);
    await sql`reset maintenance_work_mem`.execute(connection);
  });
  return { turns };
}

function* inBatches(calls: Iterable<BenchCall>): Generator<BenchCall[]> {
  let batch: BenchCall[] = [];
  for (const call of calls) {
    batch.push(call);
    if (batch.length < callsAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
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
      insert into call_search (call_id, received_at, started_at, duration_ms, score, state, source, kind, agent, queue,
        flagged, words)
      select calls.id, received_at, started_at, duration_ms, score, state, source, kind, agent, queue, flagged,
        search_words(string_agg(turns.text, E'\n' order by turns.index))
      from calls join turns on turns.call_id = calls.id
      where calls.id = any(${column((_, id) => id)}::uuid[])
      group by calls.id`.execute(tx);
    await sql`
      insert into flags (call_id, position, code, severity, reason, criteria)
      select id, 0, 'score_below_threshold', 'warning', 'The score lies below the threshold.', '[]'
      from calls where flagged and id = any(${column((_, id) => id)}::uuid[])
    `.execute(tx);
  });
}
