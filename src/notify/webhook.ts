import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { ChannelType } from './channel.ts';
import { jsonOf } from './message.ts';
import { post } from './post.ts';

const Settings = z.strictObject({
  type: z.literal('webhook'),
  name: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  /** Signs every request. */
  secret: z.string().min(16),
});

/**
 * JSON to any address, signed:
 *
 *   Earshot-Delivery: <id of the delivery, the same for every try>
 *   Earshot-Timestamp: <seconds since 1970>
 *   Earshot-Signature: v1=<hex of HMAC-SHA256 of "timestamp.body" under the secret>
 */
export const webhook: ChannelType<typeof Settings> = {
  settings: Settings,
  signals: ['raised', 'escalated', 'acknowledged', 'resolved', 'test'],
  open: async ({ url, secret }, { clock }) => ({
    async send(notice, abort) {
      const body = jsonOf(notice);
      const timestamp = String(Math.floor(clock.now() / 1000));
      const headers = {
        'content-type': 'application/json',
        'earshot-delivery': notice.deliveryId,
        'earshot-timestamp': timestamp,
        'earshot-signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
      };
      await post({ url, headers, body }, { abort, clock });
    },
    async [Symbol.asyncDispose]() {},
  }),
};
