import type { CallFacets, CallList, CallQuery } from '../../model/api.ts';
import type { Db } from './tables.ts';

/**
 * One page of the calls that match.
 * @throws request_invalid for a cursor that is not of this query's sort
 */
export async function listCalls(_query: CallQuery, _db: Db): Promise<CallList> {
  throw new Error('under way');
}

/** The agents and queues there are, in the order of the alphabet. */
export async function callFacets(db: Db): Promise<CallFacets> {
  const [agents, queues] = await Promise.all([distinct('agent', db), distinct('queue', db)]);
  return { agents, queues };
}

async function distinct(column: 'agent' | 'queue', db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('calls')
    .select(column)
    .distinct()
    .where(column, 'is not', null)
    .orderBy(column)
    .execute();
  return rows.flatMap((row) => row[column as 'agent'] ?? []);
}
