import { newId } from '../../lib/ids.ts';
import type { Db, ModelCallsTable } from './tables.ts';

export type ModelCall = Omit<ModelCallsTable, 'id' | 'at'>;

/** Writes down that a language model was asked, what became of it and what it cost. */
export async function recordModelCall(call: ModelCall, at: Date, db: Db): Promise<void> {
  await db
    .insertInto('model_calls')
    .values({ id: newId(), ...call, at })
    .execute();
}

/** What a model cost since an instant. */
export async function modelCostSince(
  name: Pick<ModelCall, 'provider' | 'model'>,
  since: Date,
  db: Db,
): Promise<number> {
  const { cost } = await db
    .selectFrom('model_calls')
    .select(({ fn }) => fn.sum<number | null>('cost').as('cost'))
    .where('provider', '=', name.provider)
    .where('model', '=', name.model)
    .where('at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(cost ?? 0);
}
