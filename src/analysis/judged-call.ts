import type { Direction, Kind, Leg, Turn } from '../model/call.ts';
import type { CallMetrics } from '../model/metrics.ts';

/** A call as analysis needs it: what was said, by whom, when; and what was measured, when it was. */
export interface JudgedCall {
  /** Null when nobody said; `chooseScorecard` then decides from what is said. */
  kind: Kind | null;
  durationMs: number;
  legs: Leg[];
  /** Ordered by start; `index` is how marks point at them. */
  turns: Turn[];
  /** Null when there is no audio to measure. */
  metrics: CallMetrics | null;
  queue?: string | null;
  direction?: Direction | null;
}
