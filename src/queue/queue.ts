import { EventEmitter } from 'node:events';
import { Logger, type Runner, run, runMigrations, type Task, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import { z } from 'zod';
import { toEarshotError } from '../errors.ts';
import type { Log } from '../log.ts';
import { Stage, stages } from '../model/call.ts';

/** A piece of work: one stage of one call. */
export const Job = z.object({ callId: z.uuid(), stage: Stage });
export type Job = z.infer<typeof Job>;

/** Word of an alert to one channel, or a look whether somebody has acknowledged it. */
const AlertJob = z.union([z.object({ deliveryId: z.uuid() }), z.object({ unacknowledged: z.uuid() })]);
export type AlertJob = z.infer<typeof AlertJob>;

/**
 * Speech work has a lane of its own: it is slow, may be paused, and must not keep others waiting. So have alerts:
 * they must not wait behind the decoding of a night's recordings. A lane is a task of graphile-worker.
 */
export type Lane = 'light' | 'speech';
type AnyLane = Lane | 'alerts';

export interface Work {
  stage(job: Job, context: { lane: Lane; signal: AbortSignal }): Promise<void>;
  alert(job: AlertJob, context: { signal: AbortSignal }): Promise<void>;
}

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

/** The same for alerts; a job for the same delivery replaces one that has not started yet. */
export async function addAlertJob(job: AlertJob, runAt: Date | null, runSql: RunSql): Promise<void> {
  const key = 'deliveryId' in job ? `delivery:${job.deliveryId}` : `unacknowledged:${job.unacknowledged}`;
  await runSql(
    `select graphile_worker.add_job('alerts', payload := $1::json, job_key := $2, max_attempts := 1000,
            run_at := $3::timestamptz)`,
    [JSON.stringify(job), key, runAt],
  );
}

/** Creates or updates the tables of the job queue. */
export async function migrateQueue(pool: Pool, log: Log): Promise<void> {
  await runMigrations({ pgPool: pool, logger: toGraphileLogger(log) });
}

/** Workers that have just begun may have a job before they are claimed. */
const claimedWithinMs = 5_000;
const lookForAbandonedMs = 30_000;

/**
 * Frees jobs that a server which no longer lives had taken, so that they run again soon instead of after
 * graphile-worker's four hours: those of workers that nobody claims.
 */
async function freeAbandonedJobs({ pool, claims }: QueueDeps, takenBeforeMs: number): Promise<void> {
  await pool.query(
    `with pools as materialized (
       select distinct locked_by from graphile_worker._private_jobs
        where locked_at <= now() - $1 * interval '1 millisecond'
     ), gone as materialized (
       select locked_by from pools where pg_try_advisory_xact_lock(${claims.lockOf('locked_by')})
     )
     select graphile_worker.force_unlock_workers(array_agg(locked_by)) from gone having count(*) > 0`,
    [takenBeforeMs],
  );
}

/** How servers of one database know which workers live: what is claimed is free when its server is gone. */
export interface WorkerClaims {
  /** Whether no other server lived when this one began. */
  wasAlone: boolean;
  take(workers: string): Promise<boolean>;
  /** In SQL, the key of the advisory lock by which workers of this name are claimed. */
  lockOf(name: string): string;
}

export interface QueueDeps {
  pool: Pool;
  log: Log;
  claims: WorkerClaims;
}

export interface Queue extends AsyncDisposable {
  /** Resolves with the reason when the queue stops by itself. */
  readonly stopped: Promise<void>;
}

/** Starts to work on the jobs of all lanes. A job that throws is tried again by graphile-worker's own back-off. */
export async function openQueue(
  settings: { concurrency: Record<AnyLane, number> },
  work: Work,
  deps: QueueDeps,
): Promise<Queue> {
  await freeAbandonedJobs(deps, deps.claims.wasAlone ? 0 : claimedWithinMs);
  const tasks: Record<AnyLane, Task> = {
    light: (payload, { abortSignal: signal }) => work.stage(Job.parse(payload), { lane: 'light', signal }),
    speech: (payload, { abortSignal: signal }) => work.stage(Job.parse(payload), { lane: 'speech', signal }),
    alerts: (payload, { abortSignal: signal }) => work.alert(AlertJob.parse(payload), { signal }),
  };
  const runners = await Promise.all(
    Object.entries(tasks).map(([lane, task]) =>
      openLane({ [lane]: task }, settings.concurrency[lane as AnyLane], deps),
    ),
  );
  const looking = setInterval(() => {
    // The next look finds them too.
    freeAbandonedJobs(deps, claimedWithinMs).catch(() => {});
  }, lookForAbandonedMs);
  looking.unref();
  return {
    stopped: Promise.race(runners.map((runner) => runner.promise)),
    async [Symbol.asyncDispose]() {
      clearInterval(looking);
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

function openLane(taskList: Record<string, Task>, concurrency: number, deps: QueueDeps): Promise<Runner> {
  const { claims, log } = deps;
  const events: WorkerEvents = new EventEmitter();
  // A job is locked by the pool of the worker that does it.
  events.on('pool:create', ({ workerPool }) => {
    claims.take(workerPool.id).catch((thrown) => {
      log.warn({ err: toEarshotError(thrown) }, 'other servers may take the work of this one for abandoned');
    });
  });
  return run({
    events,
    pgPool: deps.pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: toGraphileLogger(deps.log),
    // Work under way is told to stop at once when the server stops: every stage can be taken up again.
    preset: { worker: { gracefulShutdownAbortTimeout: 0 } },
    taskList,
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
