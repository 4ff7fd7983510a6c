import type { z } from 'zod';
import type { Pack } from '../../analysis/packs/pack.ts';
import { Debrief } from '../../model/debrief.ts';
import { DrillDetail } from '../../model/drill-desk.ts';
import { cadComparison, factOutcomes, itemsOf, moodCourse } from '../../simulator/look-back.ts';
import type { Playable } from '../../simulator/playable.ts';
import { playedDrill } from '../../simulator/run.ts';
import { scoreDrill } from '../../simulator/score/score.ts';
import { type Drill, recordOf } from './drill.ts';

/** What a drill came to, kept when it ends: it stays as it was whatever becomes of its scenario. */
export const DrillReport = Debrief.omit({
  ...{ drill: true, earlier: true, exemplary: true, scenarioNow: true },
}).extend({
  detail: DrillDetail,
});
export type DrillReport = z.infer<typeof DrillReport>;

/** Scores a drill that has ended, and gathers what there is to look back on. */
export function reportOn(
  { run, cad }: Drill,
  play: Playable,
  packs: readonly Pack[],
): Omit<DrillReport, 'detail'> {
  const record = recordOf(cad);
  const drill = playedDrill(run, play);
  const score = scoreDrill({ play, drill, state: run.state, cad: record }, packs);
  return {
    score,
    facts: factOutcomes(run, score, play),
    clocks: itemsOf('clocks', score),
    course: moodCourse(run, drill.transcript),
    forbidden: itemsOf('manner', score).filter(({ id }) =>
      play.format.forbidden.some((forbidden) => forbidden.id === id),
    ),
    cad: cadComparison(record, cad, itemsOf('cad', score), play),
    told: run.state.told,
  };
}
