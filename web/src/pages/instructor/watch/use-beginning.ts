import { useRef } from 'react';
import type { DrillDetail } from '../../../../../src/model/drill-desk.ts';

/** Answers take a little longer now and then: that moves no clock. One that stood still does. */
const noticedMs = 1_000;

/** When the drill's clock was at zero, by the clock of this browser. */
export function useBeginning({ durationMs }: Pick<DrillDetail, 'durationMs'>, toldAtMs: number): number {
  const began = useRef(toldAtMs - durationMs);
  const now = toldAtMs - durationMs;
  began.current = Math.abs(began.current - now) < noticedMs ? Math.min(began.current, now) : now;
  return began.current;
}
