import { z } from 'zod';
import { EarshotError } from '../errors.ts';
import type { Signal } from '../model/alert.ts';
import type { Channel, ChannelDeps, Notice } from './channel.ts';
import { email } from './email.ts';
import { pagerduty } from './pagerduty.ts';
import { redis } from './redis.ts';
import { slack } from './slack.ts';
import { smsGateway } from './sms-gateway.ts';
import { sqs } from './sqs.ts';
import { webhook } from './webhook.ts';

/** Every kind of channel. One is added here. */
const channelTypes = { email, webhook, slack, pagerduty, 'sms-gateway': smsGateway, redis, sqs };

export const ChannelSettings = z.discriminatedUnion('type', [
  email.settings,
  webhook.settings,
  slack.settings,
  pagerduty.settings,
  smsGateway.settings,
  redis.settings,
  sqs.settings,
]);
export type ChannelSettings = z.infer<typeof ChannelSettings>;

export function signalsOf({ type }: Pick<ChannelSettings, 'type'>): readonly Signal[] {
  return channelTypes[type].signals;
}

function openChannel(settings: ChannelSettings, deps: ChannelDeps): Promise<Channel> {
  switch (settings.type) {
    case 'email':
      return email.open(settings, deps);
    case 'webhook':
      return webhook.open(settings, deps);
    case 'slack':
      return slack.open(settings, deps);
    case 'pagerduty':
      return pagerduty.open(settings, deps);
    case 'sms-gateway':
      return smsGateway.open(settings, deps);
    case 'redis':
      return redis.open(settings, deps);
    case 'sqs':
      return sqs.open(settings, deps);
  }
}

/** The channels of the settings, by name; each is opened when it is first needed. */
export interface Channels extends AsyncDisposable {
  /** @throws channel_not_found, channel_unreachable, channel_refused */
  send(name: string, notice: Notice, abort: AbortSignal): Promise<void>;
}

export function openChannels(settings: readonly ChannelSettings[], deps: ChannelDeps): Channels {
  const opened = new Map<string, Promise<Channel>>();
  return {
    async send(name, notice, abort) {
      const own = settings.find((one) => one.name === name);
      if (!own) throw new EarshotError('channel_not_found', { details: { channel: name } });
      const channel = opened.get(name) ?? openChannel(own, deps);
      opened.set(name, channel);
      await (await channel).send(notice, abort);
    },
    async [Symbol.asyncDispose]() {
      for (const channel of await Promise.allSettled(opened.values()))
        if (channel.status === 'fulfilled') await channel.value[Symbol.asyncDispose]();
    },
  };
}
