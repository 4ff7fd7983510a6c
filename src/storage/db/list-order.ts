import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import { type CallQuery, CallSort } from '../../model/api.ts';

/**
 * A list is ordered by its sort's key and then by id, the same way round; calls without the key come last,
 * whichever way. A cursor names the last call of a page by both, so that pages hold their place while calls
 * come in.
 */
export type ListOrder = Pick<CallQuery, 'sort' | 'order'>;

export interface Place {
  id: string;
  /** As text of Postgres, exact to the last digit; null where the call has no such value. */
  key: string | null;
}

const keys = {
  startedAt: { column: 'started_at', type: 'timestamptz', nullable: true },
  receivedAt: { column: 'received_at', type: 'timestamptz', nullable: false },
  durationMs: { column: 'duration_ms', type: 'double precision', nullable: true },
  score: { column: 'score', type: 'double precision', nullable: true },
} as const satisfies Record<CallQuery['sort'], { column: string; type: string; nullable: boolean }>;

/** The tables that lists are made from, with their column of the call's id. */
const listTables = { calls: 'id', call_search: 'call_id' } as const;
export type ListTable = keyof typeof listTables;

export const isNullable = (order: ListOrder): boolean => keys[order.sort].nullable;

export function keyOf(table: ListTable, order: ListOrder): RawBuilder<unknown> {
  return sql.ref(`${table}.${keys[order.sort].column}`);
}

export function idOf(table: ListTable): RawBuilder<string> {
  return sql.ref<string>(`${table}.${listTables[table]}`);
}

/** The key as the text a `Place` holds. */
export function keyText(key: RawBuilder<unknown>, order: ListOrder): RawBuilder<string | null> {
  return keys[order.sort].type === 'timestamptz'
    ? sql`to_char(${key} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : sql`(${key})::text`;
}

function way(order: ListOrder): RawBuilder<unknown> {
  return order.order === 'asc' ? sql`asc` : sql`desc`;
}

/** The whole order, calls without the key last. */
export function orderBy(
  key: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  order: ListOrder,
): RawBuilder<unknown> {
  return sql`order by ${key} ${way(order)} nulls last, ${id} ${way(order)}`;
}

/** The same order of calls that all have the key, as an index gives it. */
export function orderByKey(
  key: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  order: ListOrder,
): RawBuilder<unknown> {
  return sql`order by ${key} ${way(order)}, ${id} ${way(order)}`;
}

/** Whether a call comes after a place, or any does where there is none. */
export function comesAfter(
  key: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  after: Place | null,
  order: ListOrder,
): RawBuilder<boolean> {
  if (!after) return sql`true`;
  if (after.key === null) return sql`${key} is null and ${hasLaterId(id, after, order)}`;
  return sql`(${comesAfterKey(key, id, after, order)} or ${key} is null)`;
}

/** As `comesAfter`, among calls that have the key: one range of an index. */
export function comesAfterKey(
  key: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  after: Place | null,
  order: ListOrder,
): RawBuilder<boolean> {
  if (!after) return sql`${key} is not null`;
  const sign = order.order === 'asc' ? sql`>` : sql`<`;
  return sql`(${key}, ${id}) ${sign} (${after.key}::${sql.raw(keys[order.sort].type)}, ${after.id}::uuid)`;
}

export function hasLaterId(id: RawBuilder<unknown>, after: Place, order: ListOrder): RawBuilder<boolean> {
  return sql`${id} ${order.order === 'asc' ? sql`>` : sql`<`} ${after.id}::uuid`;
}

const Cursor = z.tuple([
  CallSort,
  z.enum(['asc', 'desc']),
  z.uuid(),
  z.union([z.iso.datetime({ precision: 6 }), z.string().regex(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/), z.null()]),
]);

export function writeCursor(place: Place, order: ListOrder): string {
  const cursor: z.input<typeof Cursor> = [order.sort, order.order, place.id, place.key];
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws request_invalid when it is not a cursor, or one of a list in another order */
export function readCursor(text: string, order: ListOrder): Place {
  const cursor = Cursor.safeParse(parsedJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (cursor.success) {
    const [sort, way, id, key] = cursor.data;
    const isOfType =
      key === null ? isNullable(order) : key.endsWith('Z') === (keys[sort].type === 'timestamptz');
    if (sort === order.sort && way === order.order && isOfType) return { id, key };
  }
  throw new EarshotError('request_invalid', {
    details: { cursor: 'is not of a list in this order: ask for the first page again' },
  });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not what `writeCursor` makes: the schema refuses undefined.
    return undefined;
  }
}
