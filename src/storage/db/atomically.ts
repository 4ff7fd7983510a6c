import type { Transaction } from 'kysely';
import type { Db, Tables } from './tables.ts';

/** Runs `work` in the transaction under way, or in one of its own. */
export function atomically<Result>(
  db: Db,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? work(db as Transaction<Tables>) : db.transaction().execute(work);
}
