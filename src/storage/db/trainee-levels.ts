import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { LevelDecision } from '../../model/skills.ts';
import { storableText } from './storable.ts';
import type { Db } from './tables.ts';

export interface StoredDecision extends LevelDecision {
  trainee: string;
}

/** What was decided about levels, the newest first; of a trainee, or of all. */
export async function levelDecisions(trainee: string | undefined, db: Db): Promise<StoredDecision[]> {
  const rows = await db
    .selectFrom('trainee_levels')
    .selectAll()
    .$if(trainee !== undefined, (query) =>
      query.where(sql<boolean>`lower(trim(trainee)) = lower(trim(${storableText(trainee!)}))`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ trainee: name, from_level, to_level, decision, comment, by, at }) => ({
    trainee: name,
    from: from_level,
    to: to_level,
    decision,
    comment,
    by,
    at: at.toISOString(),
  }));
}

export async function addLevelDecision({ trainee, ...made }: StoredDecision, db: Db): Promise<void> {
  await db
    .insertInto('trainee_levels')
    .values({
      id: newId(),
      trainee: storableText(trainee),
      from_level: made.from,
      to_level: made.to,
      decision: made.decision,
      comment: storableText(made.comment),
      by: storableText(made.by),
      at: new Date(made.at),
    })
    .execute();
}
