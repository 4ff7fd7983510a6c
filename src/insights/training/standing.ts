import type { AssignedScenario, NewAssignment, TraineeStanding } from '../../model/training.ts';

/** One drill of an assignment. */
export interface AssignedRun {
  drillId: string;
  scenarioId: string;
  trainee: string;
  /** When the call was answered. */
  at: Date;
  /** Null while it goes on. */
  endedAt: Date | null;
  total: number | null;
  result: 'met' | 'not met' | null;
}

export type Asked = Pick<NewAssignment, 'scenarios' | 'inOrder' | 'attempts' | 'until' | 'dueAt'>;

/** How an assignment stands for a trainee, from the runs they made of it; runs that nobody answered do not count. */
export function standingOf(
  asked: Asked,
  runs: readonly AssignedRun[],
  now: Date,
): Pick<TraineeStanding, 'state' | 'doneAt' | 'doneLate' | 'scenarios'> {
  const scenarios: AssignedScenario[] = [];
  const doneAts: Date[] = [];
  for (const scenarioId of asked.scenarios) {
    const own = runs
      .filter((run) => run.scenarioId === scenarioId)
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    const done = own.findLast((run) => isDone(run, asked.until));
    const waits = asked.inOrder && scenarios.some(({ state }) => state !== 'done');
    if (done) doneAts.push(done.endedAt!);
    scenarios.push({
      scenarioId,
      state: done ? 'done' : waits ? 'waits' : isUsedUp(own, asked.attempts) ? 'used up' : 'open',
      runs: own.map(({ drillId, at, total, result }) => ({ drillId, at: at.toISOString(), total, result })),
    });
  }
  const due = asked.dueAt === null ? null : new Date(asked.dueAt);
  const isAllDone = doneAts.length === asked.scenarios.length;
  const doneAt = isAllDone ? new Date(Math.max(...doneAts.map((at) => at.getTime()))) : null;
  return {
    scenarios,
    doneAt: doneAt?.toISOString() ?? null,
    doneLate: doneAt !== null && due !== null && doneAt > due,
    state: isAllDone
      ? 'done'
      : scenarios.some(({ state }) => state === 'used up')
        ? 'used up'
        : due !== null && due < now
          ? 'late'
          : 'open',
  };
}

function isDone({ endedAt, total, result }: AssignedRun, until: NewAssignment['until']): boolean {
  return endedAt !== null && total !== null && (until === 'run' || result === 'met');
}

/** A run that goes on may still do it. */
function isUsedUp(runs: readonly AssignedRun[], attempts: number | null): boolean {
  return attempts !== null && runs.length >= attempts && runs.every(({ endedAt }) => endedAt !== null);
}
