import { z } from 'zod';
import { untilAborted } from '../lib/until-aborted.ts';
import type { ChannelType } from './channel.ts';
import { jsonOf } from './message.ts';
import { refused, unreachable } from './post.ts';

const Settings = z
  .strictObject({
    type: z.literal('redis'),
    name: z.string().min(1),
    /** redis:// or, with TLS, rediss://; may hold user and password. */
    url: z.string().regex(/^rediss?:\/\//, 'a redis:// or rediss:// address'),
    /** Whoever subscribes to this channel at that moment is told. */
    publish: z.string().min(1).optional(),
    /** A stream that keeps the last ones for those who come later. */
    stream: z.string().min(1).optional(),
    streamEntries: z.int().min(1).default(10_000),
  })
  .refine(({ publish, stream }) => publish !== undefined || stream !== undefined, {
    message: 'name a channel (publish), a stream, or both',
  });

export const redis: ChannelType<typeof Settings> = {
  settings: Settings,
  signals: ['raised', 'escalated', 'acknowledged', 'resolved', 'test'],
  async open({ url, publish, stream, streamEntries }) {
    // Loaded by those who use it only.
    const { createClient } = await import('@redis/client');
    /** A connection of its own for each notice: they are few, and none is left half open by a server that went away. */
    const connect = () =>
      createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: false } }).on(
        'error',
        // The command under way fails with it, and says so.
        () => {},
      );
    return {
      async send(notice, abort) {
        const client = connect();
        const json = jsonOf(notice);
        const tell = async () => {
          await client.connect();
          if (stream !== undefined)
            await client.xAdd(
              stream,
              '*',
              { deliveryId: notice.deliveryId, signal: notice.signal, json },
              {
                TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: streamEntries },
              },
            );
          if (publish !== undefined) await client.publish(publish, json);
        };
        try {
          await untilAborted(tell(), abort);
        } catch (thrown) {
          throw redisError(thrown);
        } finally {
          client.destroy();
        }
      },
      async [Symbol.asyncDispose]() {},
    };
  },
};

/** Answers that stay what they are until settings change. */
const lasting = /^(WRONGPASS|NOAUTH|NOPERM|WRONGTYPE)\b/;

function redisError(thrown: unknown) {
  const said = thrown instanceof Error ? lasting.exec(thrown.message) : null;
  return said ? refused({ reason: said[1] }) : unreachable(thrown);
}
