import { randomInt } from 'node:crypto';
import { EarshotError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import type { ScenarioOutline } from '../../model/drill.ts';
import type { StartDrill } from '../../model/drills.ts';
import type {
  Assignment,
  AssignmentList,
  AssignmentQuery,
  NewAssignment,
  Reminder,
  TraineeStanding,
} from '../../model/training.ts';
import {
  type AssignmentRow,
  assignmentRow,
  assignmentRows,
  insertAssignment,
  setReminded,
  setWithdrawn,
} from '../../storage/db/assignments.ts';
import { type AssignedRunRow, assignedRuns } from '../../storage/db/drill-runs.ts';
import type { Db } from '../../storage/db/tables.ts';
import { isSamePerson } from './people.ts';
import { standingOf } from './standing.ts';

export interface AssignmentParts {
  db: Db;
  clock: Clock;
  /** What can be played. */
  outlines(): Promise<readonly ScenarioOutline[]>;
}

export interface Assignments {
  /** @throws scenario_not_found */
  create(asked: NewAssignment): Promise<Assignment>;
  list(query: AssignmentQuery): Promise<AssignmentList>;
  /** @throws assignment_not_found */
  one(id: string): Promise<Assignment>;
  /** @throws assignment_not_found, assignment_refused */
  remind(id: string, reminder: Reminder): Promise<Assignment>;
  /** @throws assignment_not_found */
  withdraw(id: string, by: string): Promise<Assignment>;
  /** A drill as its assignment wants it, if it is of one. @throws assignment_not_found, assignment_refused */
  admit(start: StartDrill): Promise<StartDrill>;
}

const seeds = 2 ** 31;

export function openAssignments(parts: AssignmentParts): Assignments {
  const { db, clock } = parts;

  async function shown(rows: readonly AssignmentRow[]): Promise<Assignment[]> {
    const [outlines, runs] = await Promise.all([
      parts.outlines(),
      assignedRuns(
        rows.map(({ id }) => id),
        db,
      ),
    ]);
    const now = new Date(clock.now());
    return rows.map((row) => assignmentOf(row, { outlines, runs, now }));
  }

  async function one(id: string): Promise<Assignment> {
    const row = await assignmentRow(id, db);
    if (!row) throw new EarshotError('assignment_not_found');
    return (await shown([row]))[0]!;
  }

  return {
    one,
    async create(asked) {
      const known = (await parts.outlines()).map(({ id }) => id);
      const missing = asked.scenarios.find((id) => !known.includes(id));
      if (missing !== undefined)
        throw new EarshotError('scenario_not_found', { details: { scenario: missing } });
      const id = newId();
      await insertAssignment(id, withoutDoubles(asked), new Date(clock.now()), db);
      return one(id);
    },
    async list(query) {
      return { assignments: await shown(await assignmentRows(query, db)) };
    },
    async remind(id, { trainee, by }) {
      await one(id);
      const isTheirs = await setReminded(id, { trainee, by }, new Date(clock.now()), db);
      if (!isTheirs) throw refused('it is not for this trainee');
      return one(id);
    },
    async withdraw(id, by) {
      await one(id);
      await setWithdrawn(id, by, new Date(clock.now()), db);
      return one(id);
    },
    async admit(start) {
      if (start.assignmentId === undefined) return start;
      const assignment = await one(start.assignmentId);
      admitTo(assignment, start);
      const { seed, mode } = assignment;
      return {
        ...start,
        mode: mode ?? start.mode,
        // The same for the whole class.
        words: undefined,
        ...(seed.kind === 'one' ? { seed: seed.seed } : {}),
        ...(seed.kind === 'each' ? { seed: randomInt(seeds) } : {}),
        // What the trainee would rather have does not count here.
        ...(seed.kind === 'scenario' ? { seed: undefined } : {}),
      };
    },
  };
}

function withoutDoubles(asked: NewAssignment): NewAssignment {
  const trainees = asked.trainees.filter(
    (name, at) => asked.trainees.findIndex((other) => isSamePerson(other, name)) === at,
  );
  return { ...asked, trainees, scenarios: [...new Set(asked.scenarios)] };
}

function admitTo(assignment: Assignment, { trainee, scenarioId }: StartDrill): void {
  if (assignment.withdrawn) throw refused('it was withdrawn');
  const standing = assignment.trainees.find((one) => isSamePerson(one.trainee, trainee));
  if (!standing) throw refused('it is not for this trainee');
  const scenario = standing.scenarios.find((one) => one.scenarioId === scenarioId);
  if (!scenario) throw refused('this scenario is not in it');
  if (scenario.state === 'waits') throw refused('another scenario comes first');
  const { attempts } = assignment;
  if (attempts !== null && scenario.runs.length >= attempts) throw refused('no attempt is left');
}

function refused(reason: string): EarshotError {
  return new EarshotError('assignment_refused', { details: { reason } });
}

function assignmentOf(
  row: AssignmentRow,
  known: { outlines: readonly ScenarioOutline[]; runs: readonly AssignedRunRow[]; now: Date },
): Assignment {
  const asked = {
    scenarios: row.scenarios,
    inOrder: row.in_order,
    attempts: row.attempts,
    until: row.until,
    dueAt: row.due_at?.toISOString() ?? null,
  };
  const runs = known.runs.filter(({ assignmentId }) => assignmentId === row.id);
  const trainees = row.trainees.map(
    ({ trainee, reminded_by, reminded_at }): TraineeStanding => ({
      trainee,
      ...standingOf(
        asked,
        runs.filter((run) => isSamePerson(run.trainee, trainee)),
        known.now,
      ),
      reminded:
        reminded_by === null || reminded_at === null
          ? null
          : { by: reminded_by, at: reminded_at.toISOString() },
    }),
  );
  return {
    ...asked,
    id: row.id,
    title: row.title,
    note: row.note,
    seed: row.seed,
    mode: row.mode,
    watch: row.watch,
    by: row.created_by,
    createdAt: row.created_at.toISOString(),
    scenarios: row.scenarios.map((id) => {
      const outline = known.outlines.find((one) => one.id === id);
      return { id, title: outline?.title ?? id, level: outline?.level ?? null };
    }),
    trainees,
    withdrawn:
      row.withdrawn_by === null || row.withdrawn_at === null
        ? null
        : { by: row.withdrawn_by, at: row.withdrawn_at.toISOString() },
  };
}
