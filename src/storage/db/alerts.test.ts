import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { newId } from '../../lib/ids.ts';
import { AlertQuery } from '../../model/alert.ts';
import { deliveryFailed, insertDelivery, reviveDelivery } from './alert-deliveries.ts';
import { alertLedger } from './alert-ledger.ts';
import { alertRuleChanges, setAlertRuleChange } from './alert-rules.ts';
import {
  acknowledgeAlert,
  callEnded,
  escalateAlert,
  findAlert,
  insertAlert,
  listAlerts,
  type NewAlert,
  resolveAlert,
  setVerdict,
} from './alerts.ts';
import type { Db } from './tables.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database[Symbol.asyncDispose]());

const begin = Date.parse('2026-03-01T12:00:00.000Z');
const at = (seconds: number) => new Date(begin + seconds * 1000);

function newAlert(own: Partial<NewAlert> = {}): NewAlert {
  const id = newId();
  return {
    ...{ id, ruleId: 'rule', title: 'Rule', severity: 'warning', team: 'supervisors', reason: 'It is so.' },
    ...{ callId: newId(), callTitle: 'Line 4', source: 'live', kind: 'psap', atMs: 1_000, turn: 2 },
    ...{ sameKey: id, raisedAt: at(0) },
    ...own,
  };
}

/** Resolves with the id. */
async function keep(own: Partial<NewAlert> = {}): Promise<string> {
  const alert = newAlert(own);
  await insertAlert(alert, new Date(0), db);
  return alert.id;
}

const list = (query: object) => listAlerts(AlertQuery.parse(query), db);

test('the same within its time is counted and not kept again, by however many at once', async () => {
  const sameKey = newId();
  const tries = Array.from({ length: 5 }, () =>
    db.transaction().execute((tx) => insertAlert(newAlert({ sameKey, ruleId: 'same' }), at(-60), tx)),
  );
  expect((await Promise.all(tries)).filter((isNew) => isNew)).toHaveLength(1);
  expect((await list({ ruleId: 'same' })).alerts).toMatchObject([{ repeats: 4 }]);
  expect(await insertAlert(newAlert({ sameKey, ruleId: 'same', raisedAt: at(100) }), at(40), db)).toBe(true);
  expect((await list({ ruleId: 'same' })).alerts).toHaveLength(2);
});

test('alerts are listed newest first, page by page, by what is asked', async () => {
  const callId = newId();
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.unshift(await keep({ callId, raisedAt: at(n) }));
  await keep({ severity: 'critical' });
  const first = await list({ callId, limit: 2 });
  expect(first.alerts.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const second = await list({ callId, limit: 2, after: first.next });
  expect(second.alerts.map(({ id }) => id)).toEqual(ids.slice(2));
  expect(second.next).toBeNull();
  expect((await list({ callId, severity: 'critical' })).alerts).toEqual([]);
  expect((await list({ limit: 0 })).counts.openCritical).toBe(1);
});

test('the first to acknowledge has it, and who resolves one has acknowledged it too', async () => {
  const id = await keep();
  expect(await acknowledgeAlert(id, 'Ines', at(5), db)).toBe(true);
  expect(await acknowledgeAlert(id, 'Ada', at(6), db)).toBe(false);
  expect(await escalateAlert(id, at(7), db)).toBe(false);
  expect(await resolveAlert(id, 'Ada', at(8), db)).toBe(true);
  expect(await findAlert(id, db)).toMatchObject({
    ...{ state: 'resolved', acknowledgedBy: 'Ines', acknowledgedAt: at(5).toISOString() },
    resolvedAt: at(8).toISOString(),
  });
  const other = await keep();
  await resolveAlert(other, 'Ada', at(9), db);
  expect(await findAlert(other, db)).toMatchObject({ acknowledgedBy: 'Ada', escalatedAt: null });
});

test('a dead letter shows with its alert until it is revived', async () => {
  const id = await keep({ ruleId: 'dead' });
  const delivery = {
    alertId: id,
    channel: 'mail',
    signal: 'raised' as const,
    notBefore: null,
    createdAt: at(0),
  };
  const deliveryId = (await insertDelivery(delivery, db))!;
  expect(await insertDelivery(delivery, db)).toBeUndefined();
  const problem = { code: 'channel_refused' as const, message: 'no', details: { status: 550 } };
  await deliveryFailed(deliveryId, { problem, nextTryAt: null }, db);
  const { alerts, counts } = await list({ dead: 'true' });
  expect(alerts).toMatchObject([
    { id, deliveries: [{ state: 'dead', tries: 1, problem: { code: 'channel_refused', message: 'no' } }] },
  ]);
  expect(counts.dead).toBe(1);
  expect(await reviveDelivery(deliveryId, db)).toBe(true);
  expect(await reviveDelivery(deliveryId, db)).toBe(false);
  expect((await list({ dead: 'true' })).alerts).toEqual([]);
});

test('the ledger counts what people did, and how soon', async () => {
  const [a, b, c] = [
    await keep({ ruleId: 'counted', raisedAt: at(0) }),
    await keep({ ruleId: 'counted', raisedAt: at(10) }),
    await keep({ ruleId: 'counted', raisedAt: at(20) }),
  ];
  await acknowledgeAlert(a, null, at(4), db);
  await acknowledgeAlert(b, null, at(20), db);
  await setVerdict(a, { verdict: 'noise', author: null }, at(5), db);
  await setVerdict(a, { verdict: 'useful', author: 'Ines' }, at(6), db);
  await setVerdict(b, { verdict: 'noise', author: null }, at(6), db);
  await setVerdict(c, { verdict: 'noise', author: null }, at(6), db);
  await setVerdict(c, { verdict: null, author: null }, at(7), db);
  const { callId } = (await findAlert(c, db))!;
  await callEnded(callId, at(50), db);
  const [line] = (await alertLedger(at(-1), db)).filter(({ ruleId }) => ruleId === 'counted');
  expect(line).toMatchObject({
    ...{ raised: 3, acknowledged: 2, useful: 1, noise: 1, medianAcknowledgeMs: 7_000, medianLeadMs: 30_000 },
  });
  expect((await alertLedger(at(1_000), db)).map(({ ruleId }) => ruleId)).not.toContain('counted');
});

test('what is set of a rule replaces what was set before, and what nobody knows of it is left out', async () => {
  const by = { author: 'Ines', at: at(0) };
  await setAlertRuleChange('one', { severity: 'info', team: 'night' }, by, db);
  await setAlertRuleChange('one', { enabled: false }, by, db);
  await db
    .insertInto('alert_rules')
    .values({ rule_id: 'two', change: '{"team":"day","colour":"red"}', author: null, changed_at: at(0) })
    .execute();
  expect(await alertRuleChanges(db)).toEqual(
    new Map([
      ['one', { enabled: false }],
      ['two', { team: 'day' }],
    ]),
  );
});
