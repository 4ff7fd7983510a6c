import { type Selectable, sql } from 'kysely';
import type { NewAssignment } from '../../model/training.ts';
import { atomically } from './atomically.ts';
import { storableText, toJson, toJsonOrNull } from './storable.ts';
import type { AssignmentsTable, AssignmentTraineesTable, Db } from './tables.ts';

export type AssignmentRow = Selectable<AssignmentsTable> & {
  trainees: Selectable<AssignmentTraineesTable>[];
};

export async function insertAssignment(
  id: string,
  { trainees, ...asked }: NewAssignment,
  now: Date,
  db: Db,
): Promise<void> {
  await atomically(db, async (tx) => {
    await tx
      .insertInto('assignments')
      .values({
        id,
        title: storableText(asked.title),
        note: storableText(asked.note),
        scenarios: toJson(asked.scenarios),
        in_order: asked.inOrder,
        due_at: asked.dueAt === null ? null : new Date(asked.dueAt),
        seed: toJson(asked.seed),
        mode: asked.mode,
        attempts: asked.attempts,
        until: asked.until,
        watch: toJsonOrNull(asked.watch),
        created_by: storableText(asked.by),
        created_at: now,
      })
      .execute();
    await tx
      .insertInto('assignment_trainees')
      .values(
        trainees.map((name, position) => ({ assignment_id: id, position, trainee: storableText(name) })),
      )
      .execute();
  });
}

/** Undefined when there is none of this id. */
export async function assignmentRow(id: string, db: Db): Promise<AssignmentRow | undefined> {
  const row = await db.selectFrom('assignments').selectAll().where('id', '=', id).executeTakeFirst();
  return row && (await withTrainees([row], db))[0];
}

const mostListed = 500;

/** The newest first; of one trainee, or of all. */
export async function assignmentRows(
  { trainee, all }: { trainee?: string | undefined; all: boolean },
  db: Db,
): Promise<AssignmentRow[]> {
  const rows = await db
    .selectFrom('assignments')
    .selectAll()
    .$if(!all, (query) => query.where('withdrawn_at', 'is', null))
    .$if(trainee !== undefined, (query) =>
      query.where(
        'id',
        'in',
        db.selectFrom('assignment_trainees').select('assignment_id').where(isNamed(trainee!)),
      ),
    )
    .orderBy('created_at', 'desc')
    .limit(mostListed)
    .execute();
  return withTrainees(rows, db);
}

/** Resolves with whether the trainee is one of the assignment's. */
export async function setReminded(
  id: string,
  { trainee, by }: { trainee: string; by: string },
  now: Date,
  db: Db,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('assignment_trainees')
    .set({ reminded_by: storableText(by), reminded_at: now })
    .where('assignment_id', '=', id)
    .where(isNamed(trainee))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Once withdrawn it stays so, by whom it was first. */
export async function setWithdrawn(id: string, by: string, now: Date, db: Db): Promise<void> {
  await db
    .updateTable('assignments')
    .set({ withdrawn_by: storableText(by), withdrawn_at: now })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** People are known by the name they write. */
function isNamed(trainee: string) {
  return sql<boolean>`lower(trim(trainee)) = lower(trim(${storableText(trainee)}))`;
}

async function withTrainees(rows: readonly Selectable<AssignmentsTable>[], db: Db): Promise<AssignmentRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const people = await db
    .selectFrom('assignment_trainees')
    .selectAll()
    .where('assignment_id', 'in', ids)
    .orderBy('position')
    .execute();
  const of = Map.groupBy(people, (one) => one.assignment_id);
  return rows.map((row) => ({ ...row, trainees: of.get(row.id) ?? [] }));
}
