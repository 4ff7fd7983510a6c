import pg from 'pg';
import { systemClock } from '../../lib/clock.ts';
import type { Log } from '../../log.ts';
import { databaseError } from './database-error.ts';

/** What one server of a database has to itself for as long as it lives. */
export type Claimed = 'workers' | 'drill';

/**
 * Claims are advisory locks on a connection of their own: with the server that holds it a claim is gone, however the
 * server ended, and no clock is compared with another.
 */
export interface Claims extends AsyncDisposable {
  /** Whether no other server of this database lived when this one began. */
  readonly wasAlone: boolean;
  /** @returns false where a server that lives has it, this one included. @throws database_unavailable */
  take(what: Claimed, name: string): Promise<boolean>;
  /** Never throws: what cannot be given back is free when this server ends. */
  release(what: Claimed, name: string): Promise<void>;
}

const keyOf = (kind: string, name: string) => `hashtextextended('earshot ' || ${kind} || ${name}, 0)`;
const key = keyOf('$1::text', '$2::text');
const presence = keyOf(`'server'`, `''`);

/** Of workers, for the queue. */
export function workerClaims({ wasAlone, take }: Claims) {
  return {
    wasAlone,
    take: (workers: string) => take('workers', workers),
    lockOf: (name: string) => keyOf(`'workers'`, name),
  };
}
const againMs = 1_000;

/** @throws database_unavailable */
export async function openClaims(url: string, { log }: { log: Log }): Promise<Claims> {
  const held = new Map<string, [Claimed, string]>();
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  let client = await connected();
  const wasAlone = await enter();

  async function connected(): Promise<pg.Client> {
    const made = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'earshot claims',
    });
    // It may tell of its end more than once.
    made.once('error', () => void recover(made)).on('error', () => {});
    try {
      await made.connect();
      return made;
    } catch (thrown) {
      throw databaseError(thrown);
    }
  }

  /** One question at a time: a connection takes no more. */
  function ask(statement: string, values: readonly unknown[] = []): Promise<boolean> {
    const asked = last.then(() => askNow(statement, values));
    last = asked.catch(() => {});
    return asked;
  }

  async function askNow(statement: string, values: readonly unknown[]): Promise<boolean> {
    try {
      const { rows } = await client.query<{ got: boolean }>(statement, [...values]);
      return rows[0]?.got ?? false;
    } catch (thrown) {
      throw databaseError(thrown);
    }
  }

  /** One that is alone has the lock to itself for a moment; all share it while they live. */
  async function enter(): Promise<boolean> {
    const alone = await ask(`select pg_try_advisory_lock(${presence}) as got`);
    await ask(`select pg_advisory_lock_shared(${presence}) is null as got`);
    if (alone) await ask(`select pg_advisory_unlock(${presence}) as got`);
    return alone;
  }

  /** The connection broke: what was held is taken again, as far as nobody else has it meanwhile. */
  async function recover(broken: pg.Client): Promise<void> {
    if (broken !== client || closing.signal.aborted) return;
    while (!closing.signal.aborted) {
      try {
        const made = await connected();
        if (closing.signal.aborted) return void (await made.end());
        client = made;
        await enter();
        for (const [id, claim] of held)
          if (!(await ask(`select pg_try_advisory_lock(${key}) as got`, claim))) held.delete(id);
        return;
      } catch {
        log.warn('the claims of this server could not be renewed yet: the database does not answer');
        await systemClock.sleep(againMs, closing.signal).catch(() => {});
      }
    }
  }

  return {
    wasAlone,
    async take(what, name) {
      const id = `${what} ${name}`;
      if (held.has(id)) return false;
      // Whoever asks again before the answer has come is told no as well.
      held.set(id, [what, name]);
      const got = await ask(`select pg_try_advisory_lock(${key}) as got`, [what, name]).catch((thrown) => {
        held.delete(id);
        throw thrown;
      });
      if (!got) held.delete(id);
      return got;
    },
    async release(what, name) {
      if (!held.delete(`${what} ${name}`)) return;
      await ask(`select pg_advisory_unlock(${key}) as got`, [what, name]).catch(() => {});
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await client.end().catch(() => {});
    },
  };
}
