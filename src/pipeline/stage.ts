import { type EarshotError, publicError, toEarshotError } from '../errors.ts';
import { backoffMs } from '../lib/retry.ts';
import { type CallState, type Stage, stages } from '../model/call.ts';
import { addJob, type Job, type Lane } from '../queue/queue.ts';
import { atomically } from '../storage/db/atomically.ts';
import { type CallRow, callRow, setCall } from '../storage/db/calls.ts';
import { runSqlIn } from '../storage/db/database.ts';
import { beginStage, endStage, failStage, resetStagesFrom, waitStage } from '../storage/db/stages.ts';
import type { Db } from '../storage/db/tables.ts';
import { analyse } from './analyse.ts';
import { flag } from './flag.ts';
import type { PipelineParts, RunStage, StageContext, StageOutcome } from './parts.ts';
import { record } from './record.ts';
import { score } from './score.ts';
import { transcribe } from './transcribe.ts';

const runners: Record<Stage, RunStage> = { record, transcribe, analyse, score, flag };

/**
 * Runs one stage of one call, as the job queue asks.
 *
 *   begin ─▶ run ─▶ done     one transaction: results, end of stage, job for the next stage (or call done)
 *                ├▶ waiting  the call waits for a speech engine; `resumeWaiting` queues it again
 *                ├▶ retry    one transaction: what went wrong, and a job for later
 *                └▶ failed   after the last try, or when trying again cannot help
 *
 * Killed anywhere, the job is still in the queue and the stage starts over: nothing was written yet.
 */
export async function runStage(
  job: Job,
  context: { lane: Lane; signal: AbortSignal },
  parts: PipelineParts,
): Promise<void> {
  const { callId, stage } = job;
  if (context.lane === 'speech') await parts.gate.pass(context.signal);
  const call = await findCall(callId, parts.db);
  if (!call) return;
  const { tries } = await atomically(parts.db, async (tx) => {
    await setCall(callId, { state: 'processing', stage, progress: null }, tx);
    return await beginStage(callId, stage, tx);
  });
  tell(callId, 'processing', stage, null, parts);
  if (tries > parts.settings.tries) {
    await fail(job, toEarshotError(new Error('the server ended during each try')), parts);
    return;
  }
  try {
    const outcome = await runners[stage](call, parts, stageContext(job, context.signal, parts));
    if (outcome.kind === 'waiting') await wait(job, outcome.problem, parts);
    else await finish(job, call, outcome, parts);
  } catch (thrown) {
    // Told to stop: the queue keeps the job, and the try does not count.
    if (context.signal.aborted) {
      await resetStagesFrom(callId, stage, parts.db);
      throw thrown;
    }
    await failOrRetry(job, tries, toEarshotError(thrown), parts);
  }
}

function stageContext(job: Job, signal: AbortSignal, parts: PipelineParts): StageContext {
  let lastTold = 0;
  return {
    signal,
    onProgress(share) {
      const now = parts.clock.now();
      if (now - lastTold < 500) return;
      lastTold = now;
      tell(job.callId, 'processing', job.stage, share, parts);
    },
  };
}

async function finish(
  { callId, stage }: Job,
  call: CallRow,
  { save, kept }: StageOutcome & { kind: 'done' },
  parts: PipelineParts,
): Promise<void> {
  const next = stages[stages.indexOf(stage) + 1];
  const left = await atomically(parts.db, async (tx) => {
    const left = await save(tx);
    await endStage(callId, stage, tx);
    if (next) await addJob({ callId, stage: next }, { lane: laneOf(next, call) }, runSqlIn(tx));
    else await setCall(callId, { state: 'done', stage: null, progress: null, problem: null }, tx);
    return left;
  });
  for (const objectId of left) await parts.objects.remove(objectId);
  tell(callId, next ? 'processing' : 'done', next ?? null, null, parts);
  kept?.();
}

async function wait(job: Job, problem: ReturnType<typeof publicError>, parts: PipelineParts): Promise<void> {
  await atomically(parts.db, async (tx) => {
    await waitStage(job.callId, job.stage, problem, tx);
    await setCall(
      job.callId,
      { state: 'waiting for a speech engine', stage: job.stage, progress: null, problem },
      tx,
    );
  });
  tell(job.callId, 'waiting for a speech engine', job.stage, null, parts);
}

async function failOrRetry(
  job: Job,
  tries: number,
  error: EarshotError,
  parts: PipelineParts,
): Promise<void> {
  parts.log.warn(
    { callId: job.callId, stage: job.stage, tries, code: error.code, err: error.cause ?? error },
    'stage failed',
  );
  if (!error.retryable || tries >= parts.settings.tries) {
    await fail(job, error, parts);
    return;
  }
  const { firstRetryMs, maxRetryMs } = parts.settings;
  const ownDelayMs = backoffMs(tries + 1, { firstDelayMs: firstRetryMs, maxDelayMs: maxRetryMs });
  const delayMs = Math.max(ownDelayMs, Number(error.details?.retryAfterMs ?? 0));
  const call = await findCall(job.callId, parts.db);
  if (!call) return;
  await atomically(parts.db, async (tx) => {
    await setCall(
      job.callId,
      { state: 'queued', stage: job.stage, progress: null, problem: publicError(error) },
      tx,
    );
    const runAt = new Date(parts.clock.now() + delayMs);
    await addJob(job, { lane: laneOf(job.stage, call), runAt }, runSqlIn(tx));
  });
  tell(job.callId, 'queued', job.stage, null, parts);
}

async function fail(job: Job, error: EarshotError, parts: PipelineParts): Promise<void> {
  const problem = publicError(error);
  await atomically(parts.db, async (tx) => {
    await failStage(job.callId, job.stage, problem, tx);
    await setCall(job.callId, { state: 'failed', stage: job.stage, progress: null, problem }, tx);
  });
  tell(job.callId, 'failed', job.stage, null, parts);
}

/** Undefined when the call was deleted while its job waited. */
async function findCall(id: string, db: Db): Promise<CallRow | undefined> {
  try {
    return await callRow(id, db);
  } catch (thrown) {
    if (toEarshotError(thrown).code === 'call_not_found') return undefined;
    throw thrown;
  }
}

/** Speech has a lane of its own, but a transcript that came with the call needs no speech engine. */
function laneOf(stage: Stage, call: Pick<CallRow, 'givenTranscript'>): Lane {
  return stage === 'transcribe' && !call.givenTranscript ? 'speech' : 'light';
}

/** Queues a call from a stage on; what that stage and those after it had is done again. */
export async function queueFrom(call: CallRow, stage: Stage, tx: Db): Promise<void> {
  await resetStagesFrom(call.id, stage, tx);
  await setCall(call.id, { state: 'queued', stage, progress: null, problem: null }, tx);
  await addJob({ callId: call.id, stage }, { lane: laneOf(stage, call) }, runSqlIn(tx));
}

export function tell(
  callId: string,
  state: CallState,
  stage: Stage | null,
  progress: number | null,
  parts: Pick<PipelineParts, 'bus'>,
): void {
  parts.bus.publish({ type: 'call', callId, state, stage, progress });
}
