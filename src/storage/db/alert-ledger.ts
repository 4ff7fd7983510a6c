import { sql } from 'kysely';
import type { LedgerLine } from '../../model/alert.ts';
import type { Db } from './tables.ts';

export type LedgerRow = Omit<LedgerLine, 'precision'>;

/** What became of the alerts of each rule since an instant; what fires most first. */
export async function alertLedger(since: Date, db: Db): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select rule_id as "ruleId", (array_agg(title order by raised_at desc))[1] as title,
           count(*)::int as raised, sum(repeats)::int as repeats,
           count(acknowledged_at)::int as acknowledged,
           count(*) filter (where verdict = 'useful')::int as useful,
           count(*) filter (where verdict = 'noise')::int as noise,
           percentile_cont(0.5) within group (
             order by extract(epoch from acknowledged_at - raised_at) * 1000)::float8 as "medianAcknowledgeMs",
           percentile_cont(0.5) within group (
             order by extract(epoch from call_ended_at - raised_at) * 1000)::float8 as "medianLeadMs"
      from alerts left join alert_feedback on alert_feedback.alert_id = alerts.id
     where raised_at >= ${since}
     group by rule_id
     order by count(*) desc, rule_id`.execute(db);
  return rows;
}
