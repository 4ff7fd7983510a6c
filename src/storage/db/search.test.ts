import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCalls } from '../../../bench/search-load.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { CallQuery, CallSort } from '../../model/api.ts';
import { listCalls } from './call-list.ts';
import { filterConditions } from './list-filters.ts';
import type { Db } from './tables.ts';

/**
 * Every way a list is found must find the same. What is right is told by the plainest SQL there is: no index, no
 * pairs of words, no cursor.
 */
let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  // Enough that frequent words match more than are counted.
  await loadCalls(2500, 7, db);
  await sql`
    create table plain_words as
    select call_id, to_tsvector('english', string_agg(text, E'\n' order by index)) as words from turns group by call_id
  `.execute(db);
});
afterAll(() => database[Symbol.asyncDispose]());

async function expected(query: CallQuery): Promise<string[]> {
  const { q, sort, order, limit: _limit, cursor: _cursor, ...filters } = query;
  const key = sql.ref(
    { startedAt: 'started_at', receivedAt: 'received_at', durationMs: 'duration_ms', score: 'score' }[sort],
  );
  const way = order === 'asc' ? sql`asc` : sql`desc`;
  const holdsWords: RawBuilder<boolean> = q
    ? sql`id in (select call_id from plain_words where words @@ websearch_to_tsquery('english', ${q}))`
    : sql`true`;
  const { rows } = await sql<{ id: string }>`
    select id from calls where ${sql.join([holdsWords, ...filterConditions('calls', filters)], sql` and `)}
    order by ${key} ${way} nulls last, id ${way}`.execute(db);
  return rows.map((row) => row.id);
}

async function allPages(query: CallQuery): Promise<{ ids: string[]; totals: CallTotal[] }> {
  const ids: string[] = [];
  const totals: CallTotal[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCalls({ ...query, cursor }, db);
    ids.push(...page.calls.map((call) => call.id));
    totals.push(page.total);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { ids, totals };
}
type CallTotal = Awaited<ReturnType<typeof listCalls>>['total'];

const orders = CallSort.options.flatMap((sort) =>
  (['asc', 'desc'] as const).map((order) => ({ sort, order })),
);
const asked: Record<string, string>[] = [
  {},
  { kind: 'psap', maxScore: '70' },
  { agent: 'Agent 3' },
  { state: 'failed' },
  { flagged: 'true', from: '2025-06-01T00:00:00Z', to: '2025-12-01T00:00:00Z' },
  { q: 'okay' },
  { q: 'help address -truck' },
  { q: 'gun or pharmacy' },
  { q: '"what is the address of your emergency"' },
  { q: '"thank you for calling"', queue: 'Team 2' },
  { q: '"is he breathing"', flagged: 'true' },
  { q: '-okay' },
  { q: 'help', kind: 'contact-centre', minScore: '90' },
];

test.each(asked)('all pages together are all that match, in every order: %j', async (filters) => {
  for (const order of orders) {
    const query = CallQuery.parse({ ...filters, ...order, limit: 200 });
    const ids = await expected(query);
    const found = await allPages(query);
    expect(found.ids).toEqual(ids);
    const total = { count: Math.min(1000, ids.length), more: ids.length > 1000 };
    expect(found.totals.every((one) => one.count === total.count && one.more === total.more)).toBe(true);
  }
});

test('some of these words match more calls than are counted, and some fewer', async () => {
  const counts = await Promise.all(
    asked.map(async (filters) => (await listCalls(CallQuery.parse({ ...filters, limit: 1 }), db)).total.more),
  );
  expect(new Set(counts)).toEqual(new Set([true, false]));
});

test('every call found by words shows the turn that speaks for it', async () => {
  for (const q of ['okay', 'gun or pharmacy', '"address of your emergency"']) {
    const { calls } = await listCalls(CallQuery.parse({ q, limit: 200, sort: 'score' }), db);
    expect(calls.length).toBeGreaterThan(50);
    expect(calls.filter((call) => call.match === null)).toEqual([]);
  }
});
