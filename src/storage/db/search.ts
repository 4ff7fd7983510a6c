import { type RawBuilder, sql } from 'kysely';
import type { CallList } from '../../model/api.ts';
import { allOf, filterConditions, type ListFilters } from './list-filters.ts';
import {
  comesAfter,
  comesAfterKey,
  idOf,
  keyOf,
  keyText,
  type ListOrder,
  orderBy,
  orderByKey,
  type Place,
} from './list-order.ts';
import type { SoughtWords } from './search-words.ts';
import type { Db } from './tables.ts';

/** How far matches are counted. */
export const countTo = 1000;

export interface PageAsked {
  filters: ListFilters;
  order: ListOrder;
  /** The last call of the page before. */
  after: Place | null;
  limit: number;
}

export interface Page {
  places: Place[];
  total: CallList['total'];
}

/**
 * Finds a page of the calls whose transcript holds the words.
 *
 *   gather up to 1,001 matches by the index of words, in no order
 *      ├ that was all ──────────▶ they are counted; the page is the first of them
 *      └ there are more
 *           ├ a frequent word ──▶ walk the calls in their order and look into each, until the page is full
 *           └ else, or the walk
 *             led too far ──────▶ all matches by the index, ordered
 *
 * Each way is fast where the others are not, and how much of the index was read for the first 1,001 tells which.
 * To be called in a transaction, of which it changes the planner's settings.
 */
export async function searchCalls(words: SoughtWords, asked: PageAsked, tx: Db): Promise<Page> {
  if (!words.holdsWords) return { places: [], total: { count: 0, more: false } };
  // It takes looking into a transcript to be as cheap as comparing numbers, and would look into all.
  if (words.isIndexable) await sql`set local enable_seqscan = off`.execute(tx);
  const gathered = await gather(words, asked, tx);
  if (!gathered.total.more) return gathered;
  const maxSteps = words.isIndexable ? worthwhileSteps(gathered, asked.limit, words.holdsPhrase) : Infinity;
  const walked = maxSteps > 0 ? await walk(words, asked, maxSteps, tx) : undefined;
  if (walked) return { places: walked, total: gathered.total };
  return { places: await ordered(words, asked, tx), total: gathered.total };
}

interface Gathered extends Page {
  /** How many calls match by what was read, and how many can be searched at all; 0 when that is not known. */
  matchEstimate: number;
  searchableEstimate: number;
  /** Of the table. */
  pages: number;
}

async function gather(words: SoughtWords, asked: PageAsked, tx: Db): Promise<Gathered> {
  const { order } = asked;
  const [key, id] = [sql.ref('key'), sql.ref('id')];
  const { rows } = await sql<GatheredRow>`
    with found as materialized (
      select ${idOf('call_search')} as id, ${keyOf('call_search', order)} as key, (ctid::text::point)[0] as page
      from call_search
      where ${matches(words, asked)}
      limit ${countTo + 1}
    ), counted as (
      select count(*)::int as count, coalesce(max(page) + 1, 1) as pages_read from found
    ), listed as (
      select id, ${keyText(key, order)} as key, row_number() over (${orderBy(key, id, order)}) as position
      from found
      where ${comesAfter(key, id, asked.after, order)}
      order by position
      limit ${asked.limit}
    )
    select count, pages_read, id, key,
      (pg_relation_size('call_search') / current_setting('block_size')::int)::int as pages,
      (select reltuples from pg_class where oid = 'call_search'::regclass) as searchable
    from counted left join listed on true
    order by position`.execute(tx);
  const { count, pages, pages_read, searchable } = rows[0] as GatheredRow;
  return {
    places: rows.flatMap((row) => (row.id === null ? [] : [{ id: row.id, key: row.key }])),
    total: { count: Math.min(count, countTo), more: count > countTo },
    matchEstimate: (count * pages) / pages_read,
    // -1 before the table was first analysed.
    searchableEstimate: Math.max(0, searchable),
    pages,
  };
}

interface GatheredRow {
  count: number;
  pages_read: number;
  pages: number;
  searchable: number;
  id: string | null;
  key: string | null;
}

/** Microseconds, as measured: for a page of the table, a match found by the index, a call on the way, its words. */
const cost = { page: 1.3, match: 0.6, step: 3, look: 14 };

/**
 * How many calls to walk over before giving up; 0 when the index is the shorter way.
 * Matches may lie thinner where the walk begins than elsewhere: it goes on until it has cost what the index will.
 */
export function worthwhileSteps(
  known: Pick<Gathered, 'matchEstimate' | 'searchableEstimate' | 'pages'>,
  pageSize: number,
  holdsPhrase: boolean,
): number {
  const { matchEstimate, searchableEstimate, pages } = known;
  if (searchableEstimate === 0) return 0;
  const expectedSteps = (pageSize * searchableEstimate) / matchEstimate;
  const indexCost =
    Math.min(pages, matchEstimate) * cost.page + matchEstimate * (cost.match + (holdsPhrase ? cost.look : 0));
  const worthwhile = Math.floor(indexCost / (cost.step + cost.look));
  return expectedSteps < worthwhile ? worthwhile : 0;
}

/** Undefined when the page is not full after `maxSteps` calls, or at the end of those that have the key. */
async function walk(
  words: SoughtWords,
  asked: PageAsked,
  maxSteps: number,
  tx: Db,
): Promise<Place[] | undefined> {
  const { order, after } = asked;
  if (after?.key === null) return undefined;
  const [key, id] = [keyOf('calls', order), idOf('calls')];
  // The offset keeps the planner from joining the other way round, by reading all of call_search.
  const { rows } = await sql<Place>`
    select walked.id, ${keyText(sql.ref('walked.key'), order)} as key
    from (
      select ${id} as id, ${key} as key
      from calls
      where ${allOf([comesAfterKey(key, id, after, order), ...filterConditions('calls', asked.filters)])}
      ${orderByKey(key, id, order)}
      limit ${maxSteps === Infinity ? null : maxSteps}
    ) as walked
    cross join lateral (
      select from call_search where call_id = walked.id and ${holds(words)} offset 0
    ) as looked
    ${orderByKey(sql.ref('walked.key'), sql.ref('walked.id'), order)}
    limit ${asked.limit}`.execute(tx);
  return rows.length === asked.limit ? rows : undefined;
}

async function ordered(words: SoughtWords, asked: PageAsked, tx: Db): Promise<Place[]> {
  const { order, after } = asked;
  const [key, id] = [keyOf('call_search', order), idOf('call_search')];
  const { rows } = await sql<Place>`
    select ${id} as id, ${keyText(key, order)} as key
    from call_search
    where ${allOf([matches(words, asked), comesAfter(key, id, after, order)])}
    ${orderBy(key, id, order)}
    limit ${asked.limit}`.execute(tx);
  return rows;
}

function matches(words: SoughtWords, asked: PageAsked): RawBuilder<boolean> {
  return allOf([holds(words), ...filterConditions('call_search', asked.filters)]);
}

function holds(words: SoughtWords): RawBuilder<boolean> {
  return sql`call_search.words @@ ${words.query}::tsquery`;
}
