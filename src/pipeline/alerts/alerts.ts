import { openChannels } from '../../notify/channels.ts';
import type { AlertJob } from '../../queue/queue.ts';
import { deliver, escalate } from './deliver.ts';
import { type AlertDesk, openAlertDesk } from './desk.ts';
import { openStoredWatch, type StoredWatch } from './look-over.ts';
import type { AlertParts } from './parts.ts';
import { openAlertRules } from './rules.ts';
import { type LiveWatch, openLiveWatch } from './watch-live.ts';

/** All of alerts: what raises them, what sends them, and what people do about them. */
export interface Alerts extends AsyncDisposable {
  live: LiveWatch;
  stored: StoredWatch;
  desk: AlertDesk;
  work(job: AlertJob, context: { signal: AbortSignal }): Promise<void>;
}

export async function openAlerts(given: Omit<AlertParts, 'rules' | 'channels'>): Promise<Alerts> {
  const { settings, db } = given;
  const names = settings.channels.map(({ name }) => name);
  const channels = openChannels(settings.channels, given);
  const rules = await openAlertRules(await given.packs(), { db, channels: names });
  const parts: AlertParts = { ...given, rules, channels };
  return {
    live: openLiveWatch(parts),
    stored: openStoredWatch(parts),
    desk: openAlertDesk(parts),
    work: (job, { signal }) =>
      'deliveryId' in job ? deliver(job.deliveryId, parts, signal) : escalate(job.unacknowledged, parts),
    [Symbol.asyncDispose]: () => channels[Symbol.asyncDispose](),
  };
}
