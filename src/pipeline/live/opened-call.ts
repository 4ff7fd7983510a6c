import type { LiveOpening } from '../../ingest/live-intake.ts';
import type { LiveStart } from '../../model/live.ts';
import type { EarlierCall } from './earlier-call.ts';

/** A call as it begins, or goes on from what an earlier process left of it. */
export interface OpenedCall {
  id: string;
  start: LiveStart;
  opening: LiveOpening;
  startedAt: Date;
  /** What an earlier process left of it; undefined for a new call. */
  earlier?: EarlierCall;
}
