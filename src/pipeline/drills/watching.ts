import type { Pack } from '../../analysis/packs/pack.ts';
import type { DrillWatch } from '../../model/drill-watch.ts';
import { cadComparison, moodCourse } from '../../simulator/look-back.ts';
import { personOf } from '../../simulator/playable.ts';
import { hushed, nextRun, playedDrill } from '../../simulator/run.ts';
import { cadPart } from '../../simulator/score/cad.ts';
import { lookedAt } from '../../simulator/score/score.ts';
import { clockTimes, forbiddenItems } from '../../simulator/score/steps.ts';
import { watchedFacts } from '../../simulator/watch-facts.ts';
import { watchedEvents } from '../../simulator/watch-timeline.ts';
import { recordOf } from './drill.ts';
import type { KeptDrill } from './kept-drill.ts';
import { detailNow, type Playing } from './playing.ts';

type SoFar = Pick<DrillWatch, 'clocks' | 'forbidden' | 'cad'>;

/** What drills have come to: one is judged again, which takes a while, only when something that counts came since. */
const known = new WeakMap<KeptDrill, { of: string; soFar: SoFar }>();

/** A drill that rings or goes on, as an instructor sees it. */
export async function watchNow(playing: Playing): Promise<DrillWatch> {
  const packs = await playing.parts.packs();
  const { kept, clock } = playing;
  const { now, play } = kept;
  const { state } = now.run;
  const drill = detailNow(playing);
  const person = personOf(state.speaker, play);
  return {
    drill,
    speaker: person.role,
    mood: state.mood,
    faults: state.faults,
    patience: person.patience ?? null,
    course: moodCourse(now.run, drill.turns),
    facts: watchedFacts(state, play),
    timeline: watchedEvents(state, play),
    ...soFar(kept, { turns: drill.turns.length, nowMs: clock.ms, packs }),
  };
}

interface Moment {
  /** How many turns have been said to their end. */
  turns: number;
  nowMs: number;
  packs: readonly Pack[];
}

function soFar(kept: KeptDrill, moment: Moment): SoFar {
  const { run, cad } = kept.now;
  const of = `${moment.turns} ${cad.length} ${run.state.told.length}`;
  const before = known.get(kept);
  if (before?.of === of) return before.soFar;
  const made = judged(kept, moment);
  known.set(kept, { of, soFar: made });
  return made;
}

/** Judged as if it ended now. */
function judged({ now: { run, cad }, play }: KeptDrill, { nowMs, packs }: Moment): SoFar {
  const record = recordOf(cad);
  const stopped = hushed(nextRun(run, { type: 'stopped', atMs: nowMs }, play), nowMs);
  const drill = playedDrill(stopped, play);
  const scored = lookedAt({ play, drill, state: stopped.state, cad: record }, packs);
  return {
    clocks: clockTimes(scored),
    forbidden: forbiddenItems(scored),
    cad: cadComparison(record, cad, cadPart(scored).items, play),
  };
}
