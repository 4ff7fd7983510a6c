import { Logger, type Runner, run, runMigrations } from 'graphile-worker';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { Stage, stages } from '../model/call.ts';

/** A piece of work: one stage of one call. */
export const Job = z.object({ callId: z.uuid(), stage: Stage });
export type Job = z.infer<typeof Job>;

/**
 * Speech work has a lane of its own: it is slow, may be paused, and must not keep others waiting.
 * A lane is a task of graphile-worker.
 */
const lanes = ['light', 'speech'] as const;
export type Lane = (typeof lanes)[number];

export type Work = (job: Job, context: { lane: Lane; signal: AbortSignal }) => Promise<void>;

/** Runs a statement with `$1` parameters, inside whatever transaction it belongs to. */
export type RunSql = (statement: string, parameters: readonly unknown[]) => Promise<unknown>;

/**
 * Adds a job, in the caller's transaction: a stage's results and the job for the next stage are kept together
 * or not at all. A call has at most one job; adding one replaces a job that has not started yet.
 * Later stages go first, so that of many calls the first are finished while the last still wait.
 */
export async function addJob(job: Job, options: { lane: Lane; runAt?: Date }, runSql: RunSql): Promise<void> {
  const priority = -stages.indexOf(job.stage);
  await runSql(
    `select graphile_worker.add_job($1, payload := $2::json, job_key := $3, max_attempts := 1000,
            run_at := $4::timestamptz, priority := $5)`,
    [options.lane, JSON.stringify(job), `call:${job.callId}`, options.runAt ?? null, priority],
  );
}

/** Creates or updates the tables of the job queue. */
export async function migrateQueue(pool: Pool, log: Log): Promise<void> {
  await runMigrations({ pgPool: pool, logger: toGraphileLogger(log) });
}

/**
 * Frees jobs that a server which no longer lives had taken, so that they run again at once instead of after
 * graphile-worker's four hours. Only to be called by the one server of a database, before it starts to work.
 */
export async function freeAbandonedJobs(runSql: RunSql): Promise<void> {
  await runSql(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
       from graphile_worker._private_jobs where locked_by is not null having count(*) > 0`,
    [],
  );
}

export interface Queue extends AsyncDisposable {
  /** Resolves with the reason when the queue stops by itself. */
  readonly stopped: Promise<void>;
}

/** Starts to work on the jobs of all lanes. A job that throws is tried again by graphile-worker's own back-off. */
export async function openQueue(
  settings: { concurrency: Record<Lane, number> },
  work: Work,
  deps: { pool: Pool; log: Log },
): Promise<Queue> {
  const runners = await Promise.all(
    lanes.map((lane) => openLane(lane, settings.concurrency[lane], work, deps)),
  );
  return {
    stopped: Promise.race(runners.map((runner) => runner.promise)),
    async [Symbol.asyncDispose]() {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

function openLane(
  lane: Lane,
  concurrency: number,
  work: Work,
  deps: { pool: Pool; log: Log },
): Promise<Runner> {
  return run({
    pgPool: deps.pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: toGraphileLogger(deps.log),
    // Work under way is told to stop at once when the server stops: every stage can be taken up again.
    preset: { worker: { gracefulShutdownAbortTimeout: 0 } },
    taskList: {
      [lane]: (payload, helpers) => work(Job.parse(payload), { lane, signal: helpers.abortSignal }),
    },
  });
}

function toGraphileLogger(log: Log): Logger {
  const own = log.child({ part: 'queue' });
  return new Logger(() => (level, message) => {
    if (level === 'error') own.error({ message }, 'job queue');
    else if (level === 'warning') own.warn({ message }, 'job queue');
    else own.debug({ message }, 'job queue');
  });
}
