import { EarshotError, publicError, toEarshotError } from '../../errors.ts';
import { backoffMs } from '../../lib/retry.ts';
import type { Alert, Delivery } from '../../model/alert.ts';
import type { Notice } from '../../notify/channel.ts';
import { addAlertJob } from '../../queue/queue.ts';
import { deliveryFailed, deliverySent, findDelivery } from '../../storage/db/alert-deliveries.ts';
import { escalateAlert, findAlert } from '../../storage/db/alerts.ts';
import { atomically } from '../../storage/db/atomically.ts';
import { runSqlIn } from '../../storage/db/database.ts';
import { wordsAt } from '../../storage/db/transcripts.ts';
import { type AlertParts, tellAlert } from './parts.ts';
import { queueDeliveries } from './raise.ts';

/**
 * Tries once to send one delivery, as the job queue asks.
 *
 *   pending ─▶ sent
 *      │
 *      └─▶ failed ─▶ … ─▶ dead    after the last try, or when trying again cannot help
 *
 * Killed between sending and writing that down, it is sent again: at least once.
 */
export async function deliver(deliveryId: string, parts: AlertParts, stopping: AbortSignal): Promise<void> {
  const { db, clock } = parts;
  const delivery = await findDelivery(deliveryId, db);
  if (!delivery || delivery.state === 'sent' || delivery.state === 'dead') return;
  const alert = await findAlert(delivery.alertId, db);
  if (!alert) return;
  try {
    await send(delivery.channel, await noticeOf(delivery, alert, parts), parts, stopping);
  } catch (thrown) {
    // Told to stop: the queue keeps the job, and the try does not count.
    if (stopping.aborted) throw thrown;
    await failOrRetry(delivery, toEarshotError(thrown), parts);
    return;
  }
  await deliverySent(deliveryId, new Date(clock.now()), db);
}

/** @throws channel_not_found, channel_unreachable, channel_refused */
export async function send(
  channel: string,
  notice: Notice,
  { channels, settings }: Pick<AlertParts, 'channels' | 'settings'>,
  stopping: AbortSignal,
): Promise<void> {
  const late = AbortSignal.timeout(settings.timeoutMs);
  await channels.send(channel, notice, AbortSignal.any([stopping, late]));
}

async function noticeOf({ id, signal }: Delivery, alert: Alert, parts: AlertParts): Promise<Notice> {
  const { settings, liveWords, db } = parts;
  const { callId, atMs } = alert;
  const words = settings.includeWords ? (liveWords(callId, atMs) ?? (await wordsAt(callId, atMs, db))) : null;
  return { deliveryId: id, signal, alert, words, link: linkTo(alert.id, parts) };
}

export function linkTo(alertId: string, { dashboardUrl }: Pick<AlertParts, 'dashboardUrl'>): string {
  return `${dashboardUrl()}/alerts?alert=${alertId}`;
}

async function failOrRetry(
  { id, channel, tries }: Delivery,
  error: EarshotError,
  { settings, db, clock, log }: AlertParts,
): Promise<void> {
  const triesNow = tries + 1;
  const isOver = !error.retryable || triesNow >= settings.tries;
  const { firstRetryMs: firstDelayMs, maxRetryMs: maxDelayMs } = settings;
  const delayMs = Math.max(
    backoffMs(triesNow + 1, { firstDelayMs, maxDelayMs }),
    Number(error.details?.retryAfterMs ?? 0),
  );
  const nextTryAt = isOver ? null : new Date(clock.now() + delayMs);
  log.warn(
    { channel, deliveryId: id, tries: triesNow, code: error.code, isOver },
    'an alert was not delivered',
  );
  await atomically(db, async (tx) => {
    await deliveryFailed(id, { problem: publicError(error), nextTryAt }, tx);
    if (nextTryAt) await addAlertJob({ deliveryId: id }, nextTryAt, runSqlIn(tx));
  });
}

/** Tells others when nobody has acknowledged an alert in time. */
export async function escalate(alertId: string, parts: AlertParts): Promise<void> {
  const { db, clock, settings } = parts;
  const now = new Date(clock.now());
  const isEscalated = await atomically(db, async (tx) => {
    if (!(await escalateAlert(alertId, now, tx))) return false;
    await queueDeliveries(
      { id: alertId, signal: 'escalated', channels: settings.escalateTo, notBefore: null, now },
      tx,
    );
    return true;
  });
  const alert = isEscalated ? await findAlert(alertId, db) : undefined;
  if (alert) tellAlert('escalated', alert, parts);
}

/** @throws alert_not_found */
export async function demandAlert(id: string, db: AlertParts['db']): Promise<Alert> {
  const alert = await findAlert(id, db);
  if (!alert) throw new EarshotError('alert_not_found');
  return alert;
}
