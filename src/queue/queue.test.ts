import { once } from 'node:events';
import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/database.ts';
import { newId } from '../lib/ids.ts';
import { silentLog as log } from '../log.ts';
import { openClaims, workerClaims } from '../storage/db/claims.ts';
import { runSqlIn } from '../storage/db/database.ts';
import { addJob, migrateQueue, openQueue } from './queue.ts';

const settings = { concurrency: { light: 1, speech: 1, alerts: 1 } };

test('a job of a server that lives is left to it, and one of a server that is gone is done by another', async () => {
  await using database = await testDatabase();
  await using stack = new AsyncDisposableStack();
  const openPool = () => {
    const pool = new pg.Pool({ connectionString: database.url }).on('error', () => {});
    return stack.adopt(pool, (made) => made.end());
  };
  const pool = openPool();
  await migrateQueue(pool, log);
  const begun = new EventTarget();
  const by: string[] = [];
  const serve = async (name: string, lasts: Promise<void>) => {
    const claims = await openClaims(database.url, { log });
    const stage = async () => {
      by.push(name);
      begun.dispatchEvent(new Event(name));
      await lasts;
    };
    const queue = await openQueue(
      settings,
      { stage, alert: async () => {} },
      { pool: openPool(), log, claims: workerClaims(claims) },
    );
    return { claims, queue };
  };
  const never = Promise.withResolvers<void>();
  const first = await serve('first', never.promise);
  stack.use(first.queue);
  stack.defer(() => never.resolve());
  const started = once(begun, 'first');
  await addJob({ callId: newId(), stage: 'record' }, { lane: 'light' }, runSqlIn(database.db));
  await started;
  await pool.query(`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour'`);

  const second = await serve('second', Promise.resolve());
  const { rows } = await pool.query(
    'select count(*)::int as taken from graphile_worker._private_jobs where locked_by is not null',
  );
  expect(rows).toEqual([{ taken: 1 }]);
  await second.queue[Symbol.asyncDispose]();
  await second.claims[Symbol.asyncDispose]();

  await first.claims[Symbol.asyncDispose]();
  const done = once(begun, 'third');
  const third = await serve('third', Promise.resolve());
  stack.use(third.claims);
  stack.use(third.queue);
  await done;
  expect(by).toEqual(['first', 'third']);
});
