import { type RawBuilder, sql } from 'kysely';
import type { Answer, MarkSource } from '../../model/judgement.ts';
import type { Watch } from '../../model/training.ts';
import type { Db } from './tables.ts';

/** A mark that counted on a real call of a call taker, as it stands. */
export interface FloorMark extends Watch {
  scorecardVersion: number;
  scorecardTitle: string;
  callId: string;
  callTitle: string | null;
  at: Date;
  answer: Answer;
  points: number;
  source: MarkSource;
}

/** So many calls of each call taker are looked through for the last ones in which a criterion counted. */
const callsPerMark = 4;

/** Earned less than half. */
const isMiss = sql`points < 0.5`;

/**
 * The last `of` marks of each criterion and call taker since an instant, of those who missed it at least `least` times in
 * them; the newest first.
 */
export async function oftenMissed(
  { agent, least, of, since }: { agent?: string | undefined; least: number; of: number; since: Date },
  db: Db,
): Promise<FloorMark[]> {
  const wanted = agent === undefined ? sql`true` : sql`${nameOf(sql`agent`)} = ${nameOf(sql`${agent}`)}`;
  const { rows } = await sql<FloorMark>`
    with recent as (
      select *, row_number() over (partition by agent order by at desc, id desc) as nth from (
        select id, agent, title, coalesce(started_at, received_at) as at from calls
         where source in ('recording', 'live') and agent is not null and state = 'done'
           and coalesce(started_at, received_at) >= ${since} and ${wanted}) as theirs
    ), counted as (
      select ${columns(sql`recent.agent`)},
             row_number() over (partition by recent.agent, evaluations.scorecard_id, criterion_id
               order by at desc, recent.id desc) as nth
        from recent ${standingMarks}
       where recent.nth <= ${of * callsPerMark} and ${points} is not null and weight > 0
    ), last as (
      select *, count(*) filter (where ${isMiss}) over (
          partition by agent, "scorecardId", "criterionId") as misses
        from counted where nth <= ${of}
    )
    select * from last where misses >= ${least}
     order by agent, "scorecardId", "criterionId", nth`.execute(db);
  return rows;
}

/** Every mark of one criterion of a call taker since an instant, the newest first. */
export async function marksOfWatch(
  { agent, scorecardId, criterionId }: Watch,
  since: Date,
  db: Db,
): Promise<FloorMark[]> {
  const { rows } = await sql<FloorMark>`
    with recent as (
      select id, title, coalesce(started_at, received_at) as at from calls
       where source in ('recording', 'live') and state = 'done'
         and coalesce(started_at, received_at) >= ${since} and ${nameOf(sql`agent`)} = ${nameOf(sql`${agent}`)}
    )
    select ${columns(sql`${agent}::text`)} from recent ${standingMarks}
     where scorecard_id = ${scorecardId} and criterion_id = ${criterionId} and ${points} is not null
     order by at desc, recent.id desc`.execute(db);
  return rows;
}

/** People are known by the name somebody wrote. */
function nameOf(name: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`lower(trim(${name}))`;
}

/** A person's answer where one stands, else the machine's. */
const points = sql`(case when standing is null then points else (standing ->> 'points')::float8 end)`;

const standingMarks = sql`
  join evaluations on evaluations.call_id = recent.id and superseded_at is null
  join marks on marks.evaluation_id = evaluations.id`;

function columns(agent: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    ${agent} as agent, evaluations.scorecard_id as "scorecardId", scorecard_version as "scorecardVersion",
    scorecard_title as "scorecardTitle", criterion_id as "criterionId",
    recent.id as "callId", recent.title as "callTitle", at, ${points} as points,
    coalesce(standing -> 'answer', answer) as answer,
    coalesce(standing ->> 'source', source) as source`;
}
