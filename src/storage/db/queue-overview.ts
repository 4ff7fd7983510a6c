import type { CallSummary, QueueOverview } from '../../model/api.ts';
import type { CallState } from '../../model/call.ts';
import { callSummary } from './call-summary.ts';
import { countsByState } from './calls.ts';
import { flagsOf } from './findings.ts';
import { listRejections } from './rejections.ts';
import type { Db } from './tables.ts';

/** How many of each a screen is given; the counts tell of the rest. */
const listed = 100;

/** What the queue page shows, but for what only the running system knows. Oldest first; failures newest first. */
export async function queueOverview(db: Db): Promise<Omit<QueueOverview, 'speechPaused' | 'watchFolder'>> {
  const [counts, running, waiting, failed, rejections] = await Promise.all([
    countsByState(db),
    callsIn(['processing'], 'asc', db),
    callsIn(['queued', 'waiting for a speech engine'], 'asc', db),
    callsIn(['failed'], 'desc', db),
    listRejections(listed, db),
  ]);
  return { counts, running, waiting, failed, rejections };
}

async function callsIn(states: CallState[], order: 'asc' | 'desc', db: Db): Promise<CallSummary[]> {
  const rows = await db
    .selectFrom('calls')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('received_at', order)
    .limit(listed)
    .execute();
  const flags = await flagsOf(
    rows.map((row) => row.id),
    db,
  );
  return rows.map((row) => callSummary(row, flags.get(row.id) ?? [], null));
}
