import { toJson } from './storable.ts';
import type { Db } from './tables.ts';

/** The value kept under this name, for its writer to parse; undefined when there is none. */
export async function keptValue(key: string, db: Db): Promise<unknown> {
  const row = await db.selectFrom('kept_values').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

export async function dropValue(key: string, db: Db): Promise<void> {
  await db.deleteFrom('kept_values').where('key', '=', key).execute();
}

/** Keeps a small value (anything JSON can hold) until it is replaced. */
export async function keepValue(key: string, value: unknown, db: Db): Promise<void> {
  const row = { value: toJson(value) };
  await db
    .insertInto('kept_values')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}
