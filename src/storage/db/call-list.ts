import { sql } from 'kysely';
import type { CallFacets, CallList, CallQuery, CallSummary } from '../../model/api.ts';
import type { Kind } from '../../model/call.ts';
import { atomically } from './atomically.ts';
import { callSummary } from './call-summary.ts';
import { flagsOf } from './findings.ts';
import { firstMatches } from './first-matches.ts';
import { allOf, filterConditions } from './list-filters.ts';
import {
  comesAfterKey,
  hasLaterId,
  idOf,
  isNullable,
  keyOf,
  keyText,
  orderByKey,
  type Place,
  readCursor,
  writeCursor,
} from './list-order.ts';
import { countTo, type Page, type PageAsked, searchCalls } from './search.ts';
import { readSoughtWords, type SoughtWords } from './search-words.ts';
import type { Db } from './tables.ts';

/**
 * One page of the calls that match, with how many do.
 * @throws request_invalid for a cursor that is not of a list in this order
 */
export async function listCalls(query: CallQuery, db: Db): Promise<CallList> {
  const { q, sort, order: way, limit, cursor, ...filters } = query;
  const order = { sort, order: way };
  const asked: PageAsked = {
    filters,
    order,
    after: cursor === undefined ? null : readCursor(cursor, order),
    // One more than is shown tells whether there is a next page.
    limit: limit + 1,
  };
  const words = q ? await readSoughtWords(q, db) : null;
  const page = words
    ? await atomically(db, (tx) => searchCalls(words, asked, tx))
    : await pageOfCalls(asked, db);
  const shown = page.places.slice(0, limit);
  const last = shown.at(-1);
  return {
    calls: await summaries(
      shown.map((place) => place.id),
      words,
      db,
    ),
    nextCursor: last && page.places.length > limit ? writeCursor(last, order) : null,
    total: page.total,
  };
}

async function pageOfCalls(asked: PageAsked, db: Db): Promise<Page> {
  const [places, total] = await Promise.all([orderedCalls(asked, db), countCalls(asked, db)]);
  return { places, total };
}

/** Calls with the key first, as its index gives them; then, when the page is not full, those without. */
async function orderedCalls(asked: PageAsked, db: Db): Promise<Place[]> {
  const withKey = asked.after?.key === null ? [] : await callsWithKey(asked, db);
  if (withKey.length >= asked.limit || !isNullable(asked.order)) return withKey;
  return [...withKey, ...(await callsWithoutKey(asked, asked.limit - withKey.length, db))];
}

async function callsWithKey({ filters, order, after, limit }: PageAsked, db: Db): Promise<Place[]> {
  const [key, id] = [keyOf('calls', order), idOf('calls')];
  const { rows } = await sql<Place>`
    select ${id} as id, ${keyText(key, order)} as key
    from calls
    where ${allOf([comesAfterKey(key, id, after, order), ...filterConditions('calls', filters)])}
    ${orderByKey(key, id, order)}
    limit ${limit}`.execute(db);
  return rows;
}

async function callsWithoutKey(
  { filters, order, after }: PageAsked,
  limit: number,
  db: Db,
): Promise<Place[]> {
  const [key, id] = [keyOf('calls', order), idOf('calls')];
  const later = after?.key === null ? [hasLaterId(id, after, order)] : [];
  const { rows } = await sql<Place>`
    select ${id} as id, null as key
    from calls
    where ${allOf([sql`${key} is null`, ...later, ...filterConditions('calls', filters)])}
    ${orderByKey(key, id, order)}
    limit ${limit}`.execute(db);
  return rows;
}

async function countCalls({ filters }: PageAsked, db: Db): Promise<CallList['total']> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from calls where ${allOf(filterConditions('calls', filters))} limit ${countTo + 1}) as counted
  `.execute(db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, countTo), more: count > countTo };
}

/** In the order of the ids; a call that was deleted meanwhile is left out. */
async function summaries(ids: string[], words: SoughtWords | null, db: Db): Promise<CallSummary[]> {
  if (ids.length === 0) return [];
  const [rows, flags, matches] = await Promise.all([
    db.selectFrom('calls').selectAll().where('id', '=', sql<string>`any(${ids}::uuid[])`).execute(),
    flagsOf(ids, db),
    words ? firstMatches(ids, words, db) : new Map<string, CallSummary['match']>(),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [callSummary(row, flags.get(id) ?? [], matches.get(id) ?? null)] : [];
  });
}

const inEnglishOrder = new Intl.Collator('en', { numeric: true });

/** The agents and queues there are, in the order of the alphabet. */
export async function callFacets(db: Db): Promise<CallFacets> {
  const [agents, queues] = await Promise.all([distinct('agent', db), distinct('queue', db)]);
  return { agents, queues };
}

async function distinct(column: 'agent' | 'queue', db: Db): Promise<string[]> {
  const rows = await db.selectFrom('calls').select(`${column} as value`).distinct().execute();
  return rows.flatMap((row) => row.value ?? []).toSorted(inEnglishOrder.compare);
}

/** The last calls of a kind that were judged, newest first. */
export async function lastJudgedCalls(
  kind: Kind,
  limit: number,
  db: Db,
): Promise<{ id: string; title: string | null; at: Date }[]> {
  const rows = await db
    .selectFrom('calls')
    .innerJoin('transcripts', 'transcripts.call_id', 'calls.id')
    .select(['calls.id', 'calls.title', 'calls.started_at', 'calls.received_at'])
    .where('calls.kind', '=', kind)
    .where('calls.state', '=', 'done')
    .orderBy('calls.received_at', 'desc')
    .orderBy('calls.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, title: row.title, at: row.started_at ?? row.received_at }));
}
