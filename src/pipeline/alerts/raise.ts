import type { Raised } from '../../analysis/live/alert-rules.ts';
import { endOfWindow } from '../../lib/day-window.ts';
import { newId } from '../../lib/ids.ts';
import type { Alert, AlertRule, Signal } from '../../model/alert.ts';
import { addAlertJob } from '../../queue/queue.ts';
import { insertDelivery } from '../../storage/db/alert-deliveries.ts';
import { findAlert, insertAlert } from '../../storage/db/alerts.ts';
import { runSqlIn } from '../../storage/db/database.ts';
import type { Db } from '../../storage/db/tables.ts';
import type { AlertParts } from './parts.ts';

/** The call something was raised about. */
export type AlertedCall = Pick<Alert, 'callId' | 'callTitle' | 'source' | 'kind'>;

type RaiseParts = Pick<AlertParts, 'settings' | 'clock'>;

/**
 * Keeps an alert together with all that is to be sent of it and the jobs that send it: in one transaction, or not at
 * all. To be told (`tellAlert`) once that is committed.
 * @param about what counts as the same: the call, or the event that several calls are about
 * @returns undefined when the same was raised a short while ago
 */
export async function raise(
  raised: Raised,
  call: AlertedCall,
  about: string,
  { settings, clock }: RaiseParts,
  tx: Db,
): Promise<Alert | undefined> {
  const { rule, event, reason, atMs, turn } = raised;
  const now = new Date(clock.now());
  const id = newId();
  const isNew = await insertAlert(
    {
      ...{ id, ruleId: rule.id, title: rule.title, severity: rule.severity, team: rule.team },
      ...{ ...call, reason, atMs, turn, raisedAt: now },
      sameKey: `${rule.id} ${about} ${event}`,
    },
    // A stored call may be judged again and again: that is no news.
    rule.calls === 'stored' ? new Date(0) : new Date(now.getTime() - rule.dedupeS * 1000),
    tx,
  );
  if (!isNew) return undefined;
  // A drill is shown on the dashboard; nobody outside is called because of it.
  if (call.source === 'simulated') return await findAlert(id, tx);
  const notBefore = heldUntil(rule, settings, now);
  await queueDeliveries({ id, signal: 'raised', channels: channelsOf(rule, settings), notBefore, now }, tx);
  if (rule.escalateAfterS !== null && settings.escalateTo.length > 0) {
    const from = notBefore ?? now;
    const runAt = new Date(from.getTime() + rule.escalateAfterS * 1000);
    await addAlertJob({ unacknowledged: id }, runAt, runSqlIn(tx));
  }
  return await findAlert(id, tx);
}

function channelsOf(rule: AlertRule, settings: RaiseParts['settings']): readonly string[] {
  return rule.channels ?? settings[rule.severity];
}

/** In quiet hours all but critical alerts wait for their end. */
function heldUntil(rule: AlertRule, settings: RaiseParts['settings'], now: Date): Date | null {
  const quiet = rule.quietHours ?? settings.quietHours;
  return rule.severity === 'critical' || !quiet ? null : endOfWindow(quiet, now);
}

/** Keeps what is to be sent, with the jobs that send it. */
export async function queueDeliveries(
  {
    id,
    signal,
    channels,
    notBefore,
    now,
  }: { id: string; signal: Signal; channels: readonly string[]; notBefore: Date | null; now: Date },
  tx: Db,
): Promise<void> {
  for (const channel of new Set(channels)) {
    const deliveryId = await insertDelivery({ alertId: id, channel, signal, notBefore, createdAt: now }, tx);
    if (deliveryId !== undefined) await addAlertJob({ deliveryId }, notBefore, runSqlIn(tx));
  }
}
