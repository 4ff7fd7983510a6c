import type { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { newId } from '../lib/ids.ts';
import { AsyncQueue } from '../lib/queue.ts';
import { backoffMs } from '../lib/retry.ts';
import type { Log } from '../log.ts';
import type { Bus } from './bus.ts';
import type { BusSettings } from './settings.ts';

/** What is used of the client. */
interface Connection {
  connect(): Promise<unknown>;
  xAdd(key: string, id: string, fields: Record<string, string>, options: object): Promise<unknown>;
  xRead(streams: { key: string; id: string }, options: object): Promise<unknown>;
  destroy(): void;
}

export interface RedisBusDeps<Event> {
  /** The last part of the stream's name: `live`. */
  topic: string;
  /** What others may send; anything else is left out. */
  schema: z.ZodType<Event>;
  local: Bus<Event>;
  clock: Clock;
  log: Log;
}

const blockMs = 2_000;
const readAtOnce = 500;
const retry = { firstDelayMs: 200, maxDelayMs: 5_000 };

/**
 * The bus of several processes, over one stream in Redis:
 *
 *   publish ─▶ local readers, at once
 *          └─▶ outbox ── XADD ─▶ stream ── XREAD ─▶ the local readers of every other process
 *
 * Readers here never wait for Redis. While it is away events gather in the outbox and go out when it is back; those
 * of others are read from where reading stopped, as far back as the stream goes.
 */
export async function openRedisBus<Event>(
  settings: BusSettings & { redisUrl: string },
  deps: RedisBusDeps<Event>,
): Promise<Bus<Event>> {
  // Loaded by those who use it only.
  const { createClient } = await import('@redis/client');
  const { local, clock, log } = deps;
  const key = `${settings.prefix}:${deps.topic}`;
  const origin = newId();
  const outbox = new AsyncQueue<string>(settings.outboxEvents, 'drop-oldest');
  const over = new AbortController();

  const connect = () =>
    createClient({
      url: settings.redisUrl,
      disableOfflineQueue: true,
      socket: { reconnectStrategy: false },
    }).on('error', () => {
      // The command under way fails with it, and says so.
    }) as unknown as Connection;

  /** Goes on with `work` on a new connection whenever one is lost, until the bus is closed. */
  async function keepAt(what: string, work: (connection: Connection) => Promise<void>): Promise<void> {
    for (let lost = 0; !over.signal.aborted; ) {
      const connection = connect();
      const stop = () => connection.destroy();
      over.signal.addEventListener('abort', stop, { once: true });
      try {
        await connection.connect();
        if (lost > 0) log.info({ topic: deps.topic, what }, 'Redis answers again');
        lost = 0;
        await work(connection);
      } catch (err) {
        if (over.signal.aborted) return;
        if (lost++ === 0)
          log.warn({ err, topic: deps.topic, what }, 'Redis does not answer; tried again until it does');
        // Rejects only when the bus is closed, and then the loop ends.
        await clock.sleep(backoffMs(lost + 1, retry), over.signal).catch(() => {});
      } finally {
        over.signal.removeEventListener('abort', stop);
        connection.destroy();
      }
    }
  }

  /** What was taken out of the outbox and not told yet. */
  let inHand: string | undefined;
  const waiting = outbox[Symbol.asyncIterator]();
  async function send(connection: Connection): Promise<void> {
    const trim = { TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: settings.entries } };
    for (;;) {
      if (inHand === undefined) {
        const next = await waiting.next();
        if (next.done) return;
        inHand = next.value;
      }
      await connection.xAdd(key, '*', { origin, event: inHand }, trim);
      inHand = undefined;
    }
  }

  let readTo = '$';
  async function receive(connection: Connection): Promise<void> {
    while (!over.signal.aborted) {
      const read = (await connection.xRead({ key, id: readTo }, { BLOCK: blockMs, COUNT: readAtOnce })) as
        | { messages: { id: string; message: Record<string, string> }[] }[]
        | null;
      for (const { id, message } of read?.flatMap((stream) => stream.messages) ?? []) {
        readTo = id;
        if (message.origin !== origin) tell(message.event ?? '');
      }
      // From the first answer on a lost connection must not lose what comes meanwhile.
      if (readTo === '$') readTo = `${clock.now()}-0`;
    }
  }

  function tell(json: string): void {
    try {
      local.publish(deps.schema.parse(JSON.parse(json)));
    } catch (err) {
      log.warn({ err, topic: deps.topic }, 'another process told something this one does not know');
    }
  }

  const sending = keepAt('telling others', send);
  const receiving = keepAt('hearing of others', receive);

  return {
    publish(event) {
      local.publish(event);
      if (!outbox.offer(JSON.stringify(event))) return;
      if (outbox.dropped === 1) {
        log.warn({ topic: deps.topic }, 'Redis is away for so long that the oldest events are left out');
      }
    },
    subscribe: (options) => local.subscribe(options),
    async [Symbol.asyncDispose]() {
      over.abort();
      outbox.close();
      await Promise.all([sending, receiving]);
      await local[Symbol.asyncDispose]();
    },
  };
}
