import { type RawBuilder, sql } from 'kysely';
import type { CallQuery } from '../../model/api.ts';
import type { ListTable } from './list-order.ts';
import { storableText } from './storable.ts';

export type ListFilters = Omit<CallQuery, 'q' | 'sort' | 'order' | 'limit' | 'cursor'>;

/** What a call must fulfil, as conditions on either of the tables that lists are made from. */
export function filterConditions(table: ListTable, filters: ListFilters): RawBuilder<boolean>[] {
  const of = (column: string) => sql.ref(`${table}.${column}`);
  // When the call took place; when it came in, where nobody said.
  const happenedAt = sql`coalesce(${of('started_at')}, ${of('received_at')})`;
  const conditions: (RawBuilder<boolean> | false)[] = [
    filters.state !== undefined && sql`${of('state')} = ${filters.state}`,
    filters.source !== undefined && sql`${of('source')} = ${filters.source}`,
    filters.kind !== undefined && sql`${of('kind')} = ${filters.kind}`,
    filters.agent !== undefined && sql`${of('agent')} = ${storableText(filters.agent)}`,
    filters.queue !== undefined && sql`${of('queue')} = ${storableText(filters.queue)}`,
    // Not `= $1`: the index of flagged calls is only seen to apply when the value is written out.
    filters.flagged === true && sql`${of('flagged')}`,
    filters.flagged === false && sql`not ${of('flagged')}`,
    filters.minScore !== undefined && sql`${of('score')} >= ${filters.minScore}`,
    filters.maxScore !== undefined && sql`${of('score')} <= ${filters.maxScore}`,
    filters.from !== undefined && sql`${happenedAt} >= ${filters.from}::timestamptz`,
    filters.to !== undefined && sql`${happenedAt} < ${filters.to}::timestamptz`,
  ];
  return conditions.filter((condition) => condition !== false);
}

export function allOf(conditions: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`;
}
