import type { Pack } from '../../analysis/packs/pack.ts';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../log.ts';
import type { Alert, AlertEvent } from '../../model/alert.ts';
import type { LiveFeedEvent } from '../../model/live.ts';
import type { Channels } from '../../notify/channels.ts';
import type { AlertSettings } from '../../notify/settings.ts';
import type { Db } from '../../storage/db/tables.ts';
import type { AlertRules } from './rules.ts';

/** What alerts are raised and told with. */
export interface AlertParts {
  settings: AlertSettings;
  db: Db;
  packs(): Promise<readonly Pack[]>;
  rules: AlertRules;
  channels: Channels;
  /** Both are told of alerts: the one for the whole dashboard, the other for whoever watches open calls. */
  bus: Bus;
  feed: Bus<LiveFeedEvent>;
  /** What was said at that moment of a call that is open; undefined when it is not. */
  liveWords(callId: string, atMs: number): string | null | undefined;
  /** Where the dashboard is reached, without a slash at the end. */
  dashboardUrl(): string;
  clock: Clock;
  log: Log;
}

/** Only after what it tells of is kept. */
export function tellAlert(
  change: AlertEvent['change'],
  alert: Alert,
  { bus, feed }: Pick<AlertParts, 'bus' | 'feed'>,
): void {
  const event: AlertEvent = { type: 'alert', callId: alert.callId, change, alert };
  bus.publish(event);
  feed.publish(event);
}
