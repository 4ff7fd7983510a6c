import { type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Alert, AlertItem, AlertList, AlertQuery, Verdict } from '../../model/alert.ts';
import { deliveriesOf } from './alert-deliveries.ts';
import { storableText, storableTextOrNull } from './storable.ts';
import type { AlertsTable, Db, Tables } from './tables.ts';

export interface NewAlert
  extends Pick<
    Alert,
    | 'id'
    | 'ruleId'
    | 'title'
    | 'severity'
    | 'team'
    | 'reason'
    | 'callId'
    | 'callTitle'
    | 'source'
    | 'kind'
    | 'atMs'
    | 'turn'
  > {
  /** What counts as the same again. */
  sameKey: string;
  raisedAt: Date;
}

/**
 * Keeps an alert, unless the same was raised at `since` or later: then that is counted as come again. Whoever raises
 * the same at this moment is waited for.
 * @returns whether it is new
 */
export async function insertAlert(alert: NewAlert, since: Date, tx: Db): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext(${alert.sameKey}))`.execute(tx);
  const again = await tx
    .updateTable('alerts')
    .set({ repeats: sql`repeats + 1`, last_at: alert.raisedAt })
    .where('same_key', '=', alert.sameKey)
    .where('last_at', '>=', since)
    .executeTakeFirst();
  if (again.numUpdatedRows > 0n) return false;
  await tx
    .insertInto('alerts')
    .values({
      id: alert.id,
      rule_id: alert.ruleId,
      title: storableText(alert.title),
      severity: alert.severity,
      team: storableText(alert.team),
      reason: storableText(alert.reason),
      call_id: alert.callId,
      call_title: storableTextOrNull(alert.callTitle),
      source: alert.source,
      kind: alert.kind,
      at_ms: alert.atMs,
      turn: alert.turn,
      same_key: alert.sameKey,
      raised_at: alert.raisedAt,
      last_at: alert.raisedAt,
    })
    .execute();
  return true;
}

const withVerdict = (db: Db) =>
  db
    .selectFrom('alerts')
    .leftJoin('alert_feedback', 'alert_feedback.alert_id', 'alerts.id')
    .selectAll('alerts')
    .select('alert_feedback.verdict');

/** Undefined when there is none of this id. */
export async function findAlert(id: string, db: Db): Promise<Alert | undefined> {
  const row = await withVerdict(db).where('alerts.id', '=', id).executeTakeFirst();
  return row && toAlert(row);
}

function toAlert(row: Selectable<AlertsTable> & { verdict: Verdict | null }): Alert {
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: row.id,
    ruleId: row.rule_id,
    title: row.title,
    severity: row.severity,
    team: row.team,
    state: row.state,
    reason: row.reason,
    callId: row.call_id,
    callTitle: row.call_title,
    source: row.source,
    kind: row.kind,
    atMs: row.at_ms,
    turn: row.turn,
    raisedAt: row.raised_at.toISOString(),
    repeats: row.repeats,
    acknowledgedAt: instant(row.acknowledged_at),
    acknowledgedBy: row.acknowledged_by,
    resolvedAt: instant(row.resolved_at),
    escalatedAt: instant(row.escalated_at),
    verdict: row.verdict,
  };
}

const isDead = sql<boolean>`exists (
  select 1 from alert_deliveries where alert_id = alerts.id and alert_deliveries.state = 'dead')`;

/** Newest first, with their deliveries. */
export async function listAlerts(query: AlertQuery, db: Db): Promise<AlertList> {
  const [rows, counts] = await Promise.all([alertRows(query, db), alertCounts(db)]);
  const page = rows.slice(0, query.limit).map(toAlert);
  const deliveries = await deliveriesOf(
    page.map(({ id }) => id),
    db,
  );
  return {
    alerts: page.map((alert): AlertItem => ({ ...alert, deliveries: deliveries.get(alert.id) ?? [] })),
    next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    counts,
  };
}

async function alertRows(query: AlertQuery, db: Db) {
  if (query.limit === 0) return [];
  const { state, severity, team, ruleId, callId, dead, after } = query;
  return withVerdict(db)
    .where((by) => by.and(conditions(by, { state, severity, team, rule_id: ruleId, call_id: callId })))
    .$if(dead !== undefined, (rows) => rows.where(dead ? isDead : sql<boolean>`not ${isDead}`))
    .$if(after !== undefined, (rows) =>
      rows.where(
        sql<boolean>`(raised_at, id) < (select raised_at, id from alerts where id = ${after ?? null})`,
      ),
    )
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
}

function conditions(by: ExpressionBuilder<Tables, 'alerts'>, wanted: Record<string, string | undefined>) {
  return Object.entries(wanted).flatMap(([column, value]) =>
    value === undefined ? [] : [by(sql.ref<string>(`alerts.${column}`), '=', value).$castTo<SqlBool>()],
  );
}

async function alertCounts(db: Db): Promise<AlertList['counts']> {
  const [open, dead] = await Promise.all([
    db
      .selectFrom('alerts')
      .where('state', '=', 'open')
      .select([
        sql<number>`count(*)::int`.as('open'),
        sql<number>`count(*) filter (where severity = 'critical')::int`.as('openCritical'),
      ])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('alert_deliveries')
      .where('state', '=', 'dead')
      .select(sql<number>`count(*)::int`.as('dead'))
      .executeTakeFirstOrThrow(),
  ]);
  return { ...open, ...dead };
}

/** @returns whether it was open */
export async function acknowledgeAlert(
  id: string,
  author: string | null,
  at: Date,
  db: Db,
): Promise<boolean> {
  const result = await db
    .updateTable('alerts')
    .set({ state: 'acknowledged', acknowledged_at: at, acknowledged_by: storableTextOrNull(author) })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** One that nobody had acknowledged is thereby. @returns whether it was not resolved yet */
export async function resolveAlert(id: string, author: string | null, at: Date, db: Db): Promise<boolean> {
  const result = await db
    .updateTable('alerts')
    .set({
      state: 'resolved',
      resolved_at: at,
      acknowledged_at: sql`coalesce(acknowledged_at, ${at})`,
      acknowledged_by: sql`coalesce(acknowledged_by, ${storableTextOrNull(author)})`,
    })
    .where('id', '=', id)
    .where('state', '!=', 'resolved')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** @returns whether it was open and had not been escalated */
export async function escalateAlert(id: string, at: Date, db: Db): Promise<boolean> {
  const result = await db
    .updateTable('alerts')
    .set({ escalated_at: at })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('escalated_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Null takes a verdict back. */
export async function setVerdict(
  id: string,
  { verdict, author }: { verdict: Verdict | null; author: string | null },
  at: Date,
  db: Db,
): Promise<void> {
  if (verdict === null) {
    await db.deleteFrom('alert_feedback').where('alert_id', '=', id).execute();
    return;
  }
  const said = { verdict, author: storableTextOrNull(author), at };
  await db
    .insertInto('alert_feedback')
    .values({ alert_id: id, ...said })
    .onConflict((conflict) => conflict.column('alert_id').doUpdateSet(said))
    .execute();
}

/** What was raised while the call was open was raised so long before this. */
export async function callEnded(callId: string, at: Date, db: Db): Promise<void> {
  await db
    .updateTable('alerts')
    .set({ call_ended_at: at })
    .where('call_id', '=', callId)
    .where('call_ended_at', 'is', null)
    .execute();
}
