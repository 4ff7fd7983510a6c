import { type Observed, turnsEvidence, windowEvidence } from '../../analysis/rules/observed.ts';
import type { ScoreItem } from '../../model/drill.ts';
import type { Evidence } from '../../model/judgement.ts';
import type { ClockFormat, StepFormat } from '../scenario-format.ts';
import { rounded, type ScoredDrill, seconds, soughtInVain, tellingTurn } from './scored-drill.ts';

/** When a step was done, and what shows it. */
interface Done {
  atMs: number | null;
  evidence: Evidence[];
}

const mustWeight = 2;
const latePoints = 0.5;

/** What had to be done counts twice as much as what should be. */
export function stepItems(scored: ScoredDrill): { item: ScoreItem; weight: number }[] {
  const { must, should } = scored.play.format;
  return [
    ...must.map((step) => ({ item: stepItem(step, scored), weight: mustWeight })),
    ...should.map((step) => ({ item: stepItem(step, scored), weight: 1 })),
  ];
}

function stepItem(step: StepFormat, scored: ScoredDrill): ScoreItem {
  const { id, title, byS } = step;
  const { atMs, evidence } = doneBy(step, scored);
  if (atMs === null)
    return { id, title, state: 'missed', points: 0, reason: 'Not done by the end of the call.', evidence };
  if (byS !== undefined && atMs > byS * 1000) {
    const reason = `Done after ${seconds(atMs)} s; wanted within ${byS} s.`;
    return { id, title, state: 'late', points: latePoints, reason, evidence };
  }
  return { id, title, state: 'done', points: 1, reason: `Done after ${seconds(atMs)} s.`, evidence };
}

/** Full points up to the goal, none from twice the goal on, evenly in between. */
export function clockItems(scored: ScoredDrill): { item: ScoreItem; weight: number }[] {
  return scored.play.format.clocks.map((clock) => ({ item: clockItem(clock, scored), weight: 1 }));
}

/** When each clock was reached; null where it was not, or not yet. */
export function clockTimes(
  scored: ScoredDrill,
): { id: string; title: string; goalS: number; atMs: number | null }[] {
  return scored.play.format.clocks.map((clock) => {
    const { id, title, goalS } = clock;
    return { id, title, goalS, atMs: doneBy(clock, scored).atMs };
  });
}

function clockItem(clock: ClockFormat, scored: ScoredDrill): ScoreItem {
  const { id, title, goalS } = clock;
  const { atMs, evidence } = doneBy(clock, scored);
  if (atMs === null) {
    const reason = `It did not come to it; wanted within ${goalS} s.`;
    return { id, title, state: 'missed', points: 0, reason, evidence };
  }
  const points = rounded(Math.min(1, Math.max(0, 2 - atMs / 1000 / goalS)));
  const reason = `After ${seconds(atMs)} s; wanted within ${goalS} s.`;
  return { id, title, state: points === 1 ? 'in time' : 'late', points, reason, evidence };
}

function doneBy({ id, title, fact }: Pick<StepFormat, 'id' | 'title' | 'fact'>, scored: ScoredDrill): Done {
  if (fact !== undefined) {
    const told = scored.state.told.find((one) => one.fact === fact);
    if (!told) return { atMs: null, evidence: soughtInVain(title, scored) };
    return { atMs: told.atMs, evidence: tellingTurn(told.atMs, title, scored) };
  }
  const observed = scored.play.signs.get(id)!(scored.hearing);
  const first = observed.hits[0]?.turn.startMs ?? 0;
  return { atMs: observed.holds ? first : null, evidence: evidenceOf(observed, title, scored) };
}

/** What must not be done and was. */
export function forbiddenItems(scored: ScoredDrill): ScoreItem[] {
  return scored.play.format.forbidden.flatMap(({ id, title, because }): ScoreItem[] => {
    const observed = scored.play.signs.get(id)!(scored.hearing);
    if (!observed.holds) return [];
    return [
      { id, title, state: 'done', points: 0, reason: because, evidence: evidenceOf(observed, title, scored) },
    ];
  });
}

/** Critical acts that were done, steps whose absence is critical, and what fails a real call on the same scorecard. */
export function criticalItems(scored: ScoredDrill): ScoreItem[] {
  const { critical, must } = scored.play.format;
  const own = critical.flatMap(({ id, title, missed, because }): ScoreItem[] => {
    const step = must.find((one) => one.id === missed);
    if (step) {
      const { atMs, evidence } = doneBy(step, scored);
      return atMs === null ? [{ id, title, state: 'missed', points: 0, reason: because, evidence }] : [];
    }
    const observed = scored.play.signs.get(id)!(scored.hearing);
    if (!observed.holds) return [];
    return [
      { id, title, state: 'done', points: 0, reason: because, evidence: evidenceOf(observed, title, scored) },
    ];
  });
  const [main] = scored.assessment.evaluations;
  const failed = (main?.autoFails ?? []).map(
    ({ id, title, reason, evidence }): ScoreItem => ({
      id,
      title,
      state: 'auto-fail',
      points: 0,
      reason,
      evidence,
    }),
  );
  return [...own, ...failed];
}

function evidenceOf(observed: Observed, title: string, scored: ScoredDrill): Evidence[] {
  const found = observed.holds ? turnsEvidence(observed, title) : windowEvidence(observed, title);
  return found ? [found] : soughtInVain(title, scored);
}
