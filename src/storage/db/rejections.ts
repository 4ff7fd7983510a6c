import { sql } from 'kysely';
import type { PublicError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Rejection } from '../../model/api.ts';
import { isCallId } from './calls.ts';
import { storableText, toJson } from './storable.ts';
import type { Db } from './tables.ts';

export interface NewRejection {
  channel: string;
  fileName: string;
  problem: PublicError;
  at: Date;
}

/** Returns its id. */
export async function insertRejection(rejection: NewRejection, db: Db): Promise<string> {
  const id = newId();
  await db
    .insertInto('rejections')
    .values({
      id,
      channel: storableText(rejection.channel),
      file_name: storableText(rejection.fileName),
      problem: toJson(rejection.problem),
      at: rejection.at,
    })
    .execute();
  return id;
}

/** Those not dismissed, newest first, at most `limit`. */
export async function listRejections(limit: number, db: Db): Promise<Rejection[]> {
  const rows = await db
    .selectFrom('rejections')
    .selectAll()
    .where('dismissed_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    fileName: row.file_name,
    problem: row.problem,
    at: row.at.toISOString(),
  }));
}

/** Returns false when there is no such rejection, or it was dismissed before. */
export async function dismissRejection(id: string, db: Db): Promise<boolean> {
  if (!isCallId(id)) return false;
  const result = await db
    .updateTable('rejections')
    .set({ dismissed_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where('dismissed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
