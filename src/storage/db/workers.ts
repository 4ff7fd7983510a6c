import { sql } from 'kysely';
import type { Db } from './tables.ts';

const now = sql<Date>`clock_timestamp()`;

/** A worker's heartbeat. By the database's clock, which all machines share. */
export async function workerSeen(id: string, db: Db): Promise<void> {
  await db
    .insertInto('workers')
    .values({ id, last_seen_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ last_seen_at: now }))
    .execute();
}

/** Workers that were not seen for `unseenMs`. */
export async function lostWorkers(unseenMs: number, db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('workers')
    .select('id')
    .where('last_seen_at', '<', sql<Date>`clock_timestamp() - ${unseenMs} * interval '1 millisecond'`)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

export async function forgetWorker(id: string, db: Db): Promise<void> {
  await db.deleteFrom('workers').where('id', '=', id).execute();
}
