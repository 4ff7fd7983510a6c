import { toJson } from './storable.ts';
import type { Db } from './tables.ts';

/** Something that happened in a drill, as it is kept. */
export interface KeptDrillEvent {
  /** Counts up from 0 through the drill. */
  seq: number;
  atMs: number;
  event: unknown;
}

/** @throws when there is one of this number already: somebody else plays this drill */
export async function addDrillEvent(
  drillId: string,
  { seq, atMs, event }: KeptDrillEvent,
  at: Date,
  db: Db,
): Promise<void> {
  await db
    .insertInto('drill_events')
    .values({ drill_id: drillId, seq, at_ms: atMs, event: toJson(event), at })
    .execute();
}

/** In their order. */
export async function drillEvents(drillId: string, db: Db): Promise<KeptDrillEvent[]> {
  const rows = await db
    .selectFrom('drill_events')
    .select(['seq', 'at_ms', 'event'])
    .where('drill_id', '=', drillId)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, at_ms, event }) => ({ seq, atMs: at_ms, event }));
}
