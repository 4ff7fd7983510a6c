import type { DrillDetail } from '../../../../src/model/drill-desk.ts';

/** A 911 call is to be answered within the first, nearly all within the second (NENA-STA-020). */
export const answerGoalsS = [10, 15] as const;

export interface DeskClock {
  id: 'answer' | 'location' | 'dispatch';
  title: string;
  /** How long it took; null while it runs. */
  tookMs: number | null;
}

/** The moments that count at the desk. All but the answer run on the drill's own clock. */
export function clocksOf(
  drill: Pick<DrillDetail, 'scenario' | 'rangMs' | 'answeredAt' | 'cadEntries'>,
): DeskClock[] {
  const answered: DeskClock = {
    id: 'answer',
    title: 'Answered',
    tookMs: drill.answeredAt === null ? null : drill.rangMs,
  };
  if (drill.scenario.kind !== 'psap') return [answered];
  const firstEntry = (field: string) =>
    drill.cadEntries.find((entry) => entry.field === field && entry.value.trim() !== '')?.atMs ?? null;
  return [
    answered,
    { id: 'location', title: 'Location entered', tookMs: firstEntry('location') },
    { id: 'dispatch', title: 'Units sent', tookMs: firstEntry('units') },
  ];
}

/** How an answer after so long stands against the goals. */
export function answerTone(rangMs: number): 'good' | 'fair' | 'poor' {
  if (rangMs <= answerGoalsS[0] * 1000) return 'good';
  return rangMs <= answerGoalsS[1] * 1000 ? 'fair' : 'poor';
}
