import { EarshotError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { shareOf } from '../../lib/wilson.ts';
import type {
  Alert,
  AlertFeedback,
  AlertItem,
  AlertLedger,
  AlertList,
  AlertQuery,
  AlertRuleChange,
  AlertRuleList,
  ChannelList,
  ChannelStanding,
  Signal,
} from '../../model/alert.ts';
import { signalsOf } from '../../notify/channels.ts';
import { addAlertJob } from '../../queue/queue.ts';
import {
  deliveriesOf,
  deliveryCounts,
  findDelivery,
  reviveDelivery,
} from '../../storage/db/alert-deliveries.ts';
import { alertLedger } from '../../storage/db/alert-ledger.ts';
import { acknowledgeAlert, listAlerts, resolveAlert, setVerdict } from '../../storage/db/alerts.ts';
import { atomically } from '../../storage/db/atomically.ts';
import { runSqlIn } from '../../storage/db/database.ts';
import type { Db } from '../../storage/db/tables.ts';
import { demandAlert, linkTo, send } from './deliver.ts';
import { type AlertParts, tellAlert } from './parts.ts';
import { queueDeliveries } from './raise.ts';

/** What people do about alerts. */
export interface AlertDesk {
  list(query: AlertQuery): Promise<AlertList>;
  /** One that is acknowledged or resolved already stays as it is. @throws alert_not_found */
  acknowledge(id: string, author: string | null): Promise<AlertItem>;
  /** @throws alert_not_found */
  resolve(id: string, author: string | null): Promise<AlertItem>;
  /** @throws alert_not_found */
  judge(id: string, feedback: AlertFeedback): Promise<AlertItem>;
  /** @throws alert_delivery_not_found, alert_delivery_not_dead */
  resend(deliveryId: string): Promise<void>;
  rules(): AlertRuleList;
  /** @throws alert_rule_not_found, request_invalid */
  changeRule(id: string, change: AlertRuleChange): Promise<void>;
  ledger(days: number): Promise<AlertLedger>;
  channelList(): Promise<ChannelList>;
  /** Sends a message that says it is a test. @throws channel_not_found, channel_unreachable, channel_refused */
  testChannel(name: string): Promise<void>;
}

const dayMs = 86_400_000;

export function openAlertDesk(parts: AlertParts): AlertDesk {
  const { db, clock, rules, settings } = parts;
  const now = () => new Date(clock.now());

  async function itemOf(id: string): Promise<AlertItem> {
    const [alert, deliveries] = await Promise.all([demandAlert(id, db), deliveriesOf([id], db)]);
    return { ...alert, deliveries: deliveries.get(id) ?? [] };
  }

  /** Changes an alert and, where that changed anything, tells those who were told of it. */
  async function act(id: string, signal: Signal, change: (tx: Db) => Promise<boolean>): Promise<AlertItem> {
    await demandAlert(id, db);
    const isChanged = await atomically(db, async (tx) => {
      if (!(await change(tx))) return false;
      const told = await channelsTold(id, signal, settings, tx);
      await queueDeliveries({ id, signal, channels: told, notBefore: null, now: now() }, tx);
      return true;
    });
    const item = await itemOf(id);
    if (isChanged) tellAlert('changed', item, parts);
    return item;
  }

  return {
    list: (query) => listAlerts(query, db),
    acknowledge: (id, author) => act(id, 'acknowledged', (tx) => acknowledgeAlert(id, author, now(), tx)),
    resolve: (id, author) => act(id, 'resolved', (tx) => resolveAlert(id, author, now(), tx)),
    async judge(id, feedback) {
      await demandAlert(id, db);
      await setVerdict(id, feedback, now(), db);
      const item = await itemOf(id);
      tellAlert('changed', item, parts);
      return item;
    },
    async resend(deliveryId) {
      if (!(await findDelivery(deliveryId, db))) throw new EarshotError('alert_delivery_not_found');
      await atomically(db, async (tx) => {
        if (!(await reviveDelivery(deliveryId, tx))) throw new EarshotError('alert_delivery_not_dead');
        await addAlertJob({ deliveryId }, null, runSqlIn(tx));
      });
    },
    rules: () => ({ rules: rules.list() }),
    changeRule: (id, change) => rules.change(id, change, { author: null, at: now() }),
    async ledger(days) {
      const since = new Date(clock.now() - days * dayMs);
      const rows = await alertLedger(since, db);
      return {
        since: since.toISOString(),
        lines: rows.map((row) => ({ ...row, precision: shareOf(row.useful, row.useful + row.noise) })),
      };
    },
    async channelList() {
      const counts = await deliveryCounts(db);
      const none = { sent: 0, waiting: 0, dead: 0, lastProblem: null };
      return {
        channels: settings.channels.map(
          ({ name, type }): ChannelStanding => ({
            name,
            type,
            signals: [...signalsOf({ type })],
            takes: takenBy(name, settings),
            ...(counts.get(name) ?? none),
          }),
        ),
      };
    },
    async testChannel(name) {
      const alert = testAlert(now());
      const notice = {
        deliveryId: newId(),
        signal: 'test' as const,
        alert,
        words: null,
        link: linkTo(alert.id, parts),
      };
      await send(name, notice, parts, new AbortController().signal);
    },
  };
}

/** The channels that were told of it and can tell this too. */
async function channelsTold(
  id: string,
  signal: Signal,
  { channels }: AlertParts['settings'],
  tx: Db,
): Promise<string[]> {
  const deliveries = (await deliveriesOf([id], tx)).get(id) ?? [];
  const told = new Set(deliveries.map(({ channel }) => channel));
  return channels
    .filter((one) => told.has(one.name) && signalsOf(one).includes(signal))
    .map(({ name }) => name);
}

function takenBy(name: string, settings: AlertParts['settings']): ChannelStanding['takes'] {
  const severities = (['info', 'warning', 'critical'] as const).filter((one) => settings[one].includes(name));
  return settings.escalateTo.includes(name) ? [...severities, 'escalated'] : severities;
}

function testAlert(now: Date): Alert {
  return {
    ...{
      id: newId(),
      ruleId: 'test',
      title: 'This is a test of the channel',
      severity: 'info',
      team: 'nobody',
    },
    ...{ state: 'open', reason: 'Somebody asked for a test.', callId: newId(), callTitle: null },
    ...{ source: 'recording', kind: null, atMs: 0, turn: null, raisedAt: now.toISOString(), repeats: 0 },
    ...{ acknowledgedAt: null, acknowledgedBy: null, resolvedAt: null, escalatedAt: null, verdict: null },
  };
}
