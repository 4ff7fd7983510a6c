import { type Selectable, sql } from 'kysely';
import type { PublicError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import type { ChannelStanding, Delivery, Signal } from '../../model/alert.ts';
import { toJson } from './storable.ts';
import type { AlertDeliveriesTable, Db } from './tables.ts';

export interface NewDelivery {
  alertId: string;
  channel: string;
  signal: Signal;
  /** When it may first be tried; null: at once. */
  notBefore: Date | null;
  createdAt: Date;
}

/** Keeps what is to be sent. @returns its id; undefined when the same was to be sent already */
export async function insertDelivery(delivery: NewDelivery, tx: Db): Promise<string | undefined> {
  const row = await tx
    .insertInto('alert_deliveries')
    .values({
      id: newId(),
      alert_id: delivery.alertId,
      channel: delivery.channel,
      signal: delivery.signal,
      next_try_at: delivery.notBefore,
      created_at: delivery.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

function toDelivery(row: Selectable<AlertDeliveriesTable>): Delivery {
  return {
    id: row.id,
    alertId: row.alert_id,
    channel: row.channel,
    signal: row.signal,
    state: row.state,
    tries: row.tries,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    sentAt: row.sent_at?.toISOString() ?? null,
    problem: row.problem && { code: row.problem.code, message: row.problem.message },
  };
}

export async function findDelivery(id: string, db: Db): Promise<Delivery | undefined> {
  const row = await db.selectFrom('alert_deliveries').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toDelivery(row);
}

/** By alert, in the order in which they came about. */
export async function deliveriesOf(alertIds: readonly string[], db: Db): Promise<Map<string, Delivery[]>> {
  if (alertIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('alert_deliveries')
    .selectAll()
    .where('alert_id', 'in', alertIds)
    .orderBy('id')
    .execute();
  return Map.groupBy(rows.map(toDelivery), ({ alertId }) => alertId);
}

export async function deliverySent(id: string, at: Date, db: Db): Promise<void> {
  await db
    .updateTable('alert_deliveries')
    .set({ state: 'sent', sent_at: at, next_try_at: null, problem: null, tries: sql`tries + 1` })
    .where('id', '=', id)
    .execute();
}

/** Without a next try it was given up. */
export async function deliveryFailed(
  id: string,
  { problem, nextTryAt }: { problem: PublicError; nextTryAt: Date | null },
  db: Db,
): Promise<void> {
  await db
    .updateTable('alert_deliveries')
    .set({
      state: nextTryAt ? 'failed' : 'dead',
      next_try_at: nextTryAt,
      problem: toJson(problem),
      tries: sql`tries + 1`,
    })
    .where('id', '=', id)
    .execute();
}

/** @returns whether it was given up, and now is not */
export async function reviveDelivery(id: string, db: Db): Promise<boolean> {
  const result = await db
    .updateTable('alert_deliveries')
    .set({ state: 'pending', tries: 0, next_try_at: null })
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

type Counted = Pick<ChannelStanding, 'sent' | 'waiting' | 'dead' | 'lastProblem'>;

/** How deliveries to each channel went, by its name. */
export async function deliveryCounts(db: Db): Promise<Map<string, Counted>> {
  const { rows } = await sql<Omit<Counted, 'lastProblem'> & { channel: string; problem: PublicError | null }>`
    select channel, count(*) filter (where state = 'sent')::int as sent,
           count(*) filter (where state in ('pending', 'failed'))::int as waiting,
           count(*) filter (where state = 'dead')::int as dead,
           (array_agg(problem order by created_at desc) filter (where problem is not null))[1] as problem
      from alert_deliveries group by channel`.execute(db);
  return new Map(
    rows.map(({ channel, problem, ...counts }) => [
      channel,
      { ...counts, lastProblem: problem && { code: problem.code, message: problem.message } },
    ]),
  );
}
