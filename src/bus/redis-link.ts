import type { Clock } from '../lib/clock.ts';
import { backoffMs } from '../lib/retry.ts';
import type { Log } from '../log.ts';

/** What is used of the client. */
export interface RedisConnection {
  connect(): Promise<unknown>;
  destroy(): void;
  sendCommand<T>(args: (string | Buffer)[], options?: object): Promise<T>;
}

/** A connection that is made anew whenever it is lost. */
export interface RedisLink extends AsyncDisposable {
  readonly isUp: boolean;
  /** One command. @throws at once while there is no connection, and when no answer comes in time */
  send<T>(args: (string | Buffer | number)[]): Promise<T>;
  /** Resolves when a first connection stands, or could not be made. */
  readonly tried: Promise<void>;
}

const answerWithinMs = 2_000;
const retry = { firstDelayMs: 200, maxDelayMs: 2_000 };

/** @param what for the log: what the connection is for */
export async function openRedisLink(
  url: string,
  what: string,
  { clock, log }: { clock: Clock; log: Log },
): Promise<RedisLink> {
  // Loaded by those who use it only.
  const { createClient, RESP_TYPES } = await import('@redis/client');
  const asBytes = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } };
  const over = new AbortController();
  const firstTry = Promise.withResolvers<void>();
  let up: { connection: RedisConnection; lost: () => void } | undefined;

  const connect = (lost: () => void) =>
    createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: false } }).on(
      'error',
      lost,
    ) as unknown as RedisConnection;

  async function keepUp(): Promise<void> {
    for (let failed = 0; !over.signal.aborted; ) {
      const { promise: untilLost, resolve } = Promise.withResolvers<void>();
      const lost = () => resolve();
      const connection = connect(lost);
      over.signal.addEventListener('abort', lost, { once: true });
      try {
        await connection.connect();
        if (failed > 0) log.info({ what }, 'Redis answers again');
        failed = 0;
        up = { connection, lost };
        firstTry.resolve();
        await untilLost;
      } catch (err) {
        if (failed++ === 0) log.warn({ err, what }, 'Redis does not answer; tried again until it does');
      } finally {
        up = undefined;
        over.signal.removeEventListener('abort', lost);
        connection.destroy();
      }
      firstTry.resolve();
      // Rejects only when the link is closed, and then the loop ends.
      await clock.sleep(backoffMs(failed + 2, retry), over.signal).catch(() => {});
    }
  }
  const keeping = keepUp();

  return {
    tried: firstTry.promise,
    get isUp() {
      return up !== undefined;
    },
    async send<T>(args: (string | Buffer | number)[]) {
      const there = up;
      if (!there) throw new Error('Redis is away');
      const answered = new AbortController();
      const late = clock.sleep(answerWithinMs, answered.signal).then(
        () => {
          there.lost();
          throw new Error('Redis did not answer in time');
        },
        // The answer came first.
        () => undefined as never,
      );
      const words = args.map((arg) => (typeof arg === 'number' ? String(arg) : arg));
      try {
        return await Promise.race([there.connection.sendCommand<T>(words, asBytes), late]);
      } finally {
        answered.abort();
      }
    },
    async [Symbol.asyncDispose]() {
      over.abort();
      await keeping;
    },
  };
}
