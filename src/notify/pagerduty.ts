import { z } from 'zod';
import type { Channel, ChannelType, Notice } from './channel.ts';
import { headlineOf } from './message.ts';
import { post } from './post.ts';

const Settings = z.strictObject({
  type: z.literal('pagerduty'),
  name: z.string().min(1),
  /** The integration key of an Events API v2 integration. */
  routingKey: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }).default('https://events.pagerduty.com/v2/enqueue'),
});

/** Events API v2: the alert's id is the key under which its events belong together. */
export const pagerduty: ChannelType<typeof Settings> = {
  settings: Settings,
  signals: ['raised', 'escalated', 'acknowledged', 'resolved', 'test'],
  async open({ url, routingKey }, { clock }): Promise<Channel> {
    const tell = (event: object, abort: AbortSignal) =>
      post(
        {
          url,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ routing_key: routingKey, ...event }),
        },
        { abort, clock },
      );
    return {
      async send(notice, abort) {
        await tell(eventOf(notice), abort);
        // A test must not wake anybody for longer than it takes.
        if (notice.signal === 'test') await tell({ ...keyOf(notice), event_action: 'resolve' }, abort);
      },
      async [Symbol.asyncDispose]() {},
    };
  },
};

const actions: Record<Notice['signal'], 'trigger' | 'acknowledge' | 'resolve'> = {
  raised: 'trigger',
  escalated: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
  test: 'trigger',
};

function keyOf({ alert }: Notice) {
  return { dedup_key: alert.id };
}

function eventOf(notice: Notice): object {
  const { signal, alert, words, link } = notice;
  const event_action = actions[signal];
  if (event_action !== 'trigger') return { ...keyOf(notice), event_action };
  return {
    ...keyOf(notice),
    event_action,
    payload: {
      // The limit of the interface.
      summary: headlineOf(notice).slice(0, 1024),
      source: 'earshot',
      severity: alert.severity,
      timestamp: alert.raisedAt,
      group: alert.team,
      class: alert.ruleId,
      ...(words === null ? {} : { custom_details: { reason: alert.reason, words } }),
    },
    links: [{ href: link, text: 'Open in Earshot' }],
  };
}
