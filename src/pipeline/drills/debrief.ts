import { z } from 'zod';
import type { Pack } from '../../analysis/packs/pack.ts';
import { EarshotError } from '../../errors.ts';
import { type Debrief, MoodMoment, type RunToCompare } from '../../model/debrief.ts';
import { DrillScore } from '../../model/drill.ts';
import { playOwnQuestions } from '../../simulator/exemplary.ts';
import { expectedRecord } from '../../simulator/look-back.ts';
import type { Playable } from '../../simulator/playable.ts';
import { playedDrill } from '../../simulator/run.ts';
import { scoreDrill } from '../../simulator/score/score.ts';
import { type DrillRow, drillSummary, earlierRuns, exemplaryRun } from '../../storage/db/drills.ts';
import type { DrillsParts } from './parts.ts';
import { playedScenario, scenarioNow } from './played-scenario.ts';
import { DrillReport } from './report.ts';

const mostEarlier = 10;

/**
 * What there is to look back on of a drill that has ended.
 * @throws drill_not_ended, drill_without_score
 */
export async function debriefOf(
  row: DrillRow,
  { db, packs, scenarios }: Pick<DrillsParts, 'db' | 'packs' | 'scenarios'>,
): Promise<Debrief> {
  if (row.phase !== 'ended') throw new EarshotError('drill_not_ended');
  if (row.report === null) throw new EarshotError('drill_without_score');
  const { detail, ...report } = DrillReport.parse(row.report);
  const [earlier, marked] = await Promise.all([earlierRuns(row, mostEarlier, db), exemplaryRun(row, db)]);
  const play = await playedScenario(row, scenarios);
  const made = play && !marked ? madeRun(play, await packs()) : null;
  return {
    ...report,
    drill: { ...detail, ...drillSummary(row) },
    scenarioNow: await scenarioNow(row, scenarios),
    earlier: earlier.map((one) => asRun(one, 'An earlier run')),
    exemplary: marked ? asRun(marked, `An exemplary run, by ${marked.trainee}`) : made,
  };
}

/** Of a report, what runs are compared by. */
const Compared = z.object({
  score: DrillScore.pick({ total: true, result: true }).extend({
    parts: z.array(z.object({ id: z.string(), points: z.number().nullable() })),
  }),
  course: z.array(MoodMoment.pick({ atMs: true, mood: true })),
});

function asRun({ id, created_at, words, report }: DrillRow, title: string): RunToCompare {
  return compared(Compared.parse(report), { drillId: id, title, words, at: created_at.toISOString() });
}

function compared(
  { score: { total, result, parts }, course }: z.infer<typeof Compared>,
  run: Pick<RunToCompare, 'drillId' | 'title' | 'words' | 'at'>,
): RunToCompare {
  return {
    ...run,
    ...{ total, result },
    parts: parts.map(({ id, points }) => ({ id, points })),
    course: course.map(({ atMs, mood }) => ({ atMs, distress: mood.distress })),
  };
}

/** Nobody has marked a run: one with the scenario's own questions and a perfect record. */
function madeRun(play: Playable, packs: readonly Pack[]): RunToCompare {
  const run = playOwnQuestions(play);
  const drill = playedDrill(run, play);
  const score = scoreDrill({ play, drill, state: run.state, cad: expectedRecord(play) }, packs);
  const title = "With the scenario's own questions";
  return compared({ score, course: [...run.moments] }, { drillId: null, title, words: 'written', at: null });
}
