import { assess } from '../../analysis/assess.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import { hear } from '../../analysis/text/hear.ts';
import type {
  CadRecord,
  DrillScore,
  DrillState,
  PlayedDrill,
  ScoreItem,
  ScorePart,
} from '../../model/drill.ts';
import { judgedCallOf } from '../play.ts';
import type { Playable } from '../playable.ts';
import { cadPart } from './cad.ts';
import { factItems } from './facts.ts';
import { manner } from './manner.ts';
import { closingPart, scorecardPart } from './scorecard.ts';
import { rounded, type ScoredDrill } from './scored-drill.ts';
import { clockItems, criticalItems, stepItems } from './steps.ts';

/** Shares of the total, of 100; `docs/simulator.md` says why. Parts with nothing to look at leave theirs to the rest. */
const weights: Record<ScorePart['id'], number> = {
  facts: 20,
  steps: 10,
  scorecard: 25,
  clocks: 15,
  manner: 15,
  cad: 10,
  closing: 5,
};

const leastTotal = 85;

export interface Played {
  play: Playable;
  drill: PlayedDrill;
  state: DrillState;
  cad?: CadRecord | null;
}

/** Scores a drill: judged as any other call, and by what its scenario knows. Pure; no model takes part in it. */
export function scoreDrill(played: Played, packs: readonly Pack[]): DrillScore {
  const scored = lookedAt(played, packs);
  const { assessment } = scored;
  const parts: ScorePart[] = [
    part('facts', 'Facts', listed(factItems(scored), 'facts')),
    part('steps', 'Steps', listed(stepItems(scored), 'steps')),
    part('scorecard', 'Scorecard', scorecardPart(scored)),
    part('clocks', 'Clocks', listed(clockItems(scored), 'clocks')),
    part('manner', 'Manner', manner(scored)),
    part('cad', 'CAD record', cadPart(scored)),
    part('closing', 'Closing', closingPart(scored)),
  ];
  const total = totalOf(parts);
  const critical = criticalItems(scored);
  return {
    total,
    result: total >= leastTotal && critical.length === 0 ? 'met' : 'not met',
    parts,
    critical,
    evaluations: assessment.evaluations,
    findings: assessment.findings,
  };
}

/** A drill with what analysis found in it. */
export function lookedAt({ play, drill, state, cad = null }: Played, packs: readonly Pack[]): ScoredDrill {
  const call = judgedCallOf(drill);
  const assessment = assess(call, packs, { queues: {} });
  const hearing = { call: hear(call), findings: assessment.findings, named: noObservations };
  return { play, drill, state, assessment, hearing, cad };
}

function part(
  id: ScorePart['id'],
  title: string,
  { points, reason, items }: Pick<ScorePart, 'points' | 'reason' | 'items'>,
): ScorePart {
  return { id, title, weight: weights[id], points, reason, items };
}

function listed(
  all: readonly { item: ScoreItem; weight: number }[],
  what: string,
): Pick<ScorePart, 'points' | 'reason' | 'items'> {
  const items = all.map(({ item }) => item);
  const counted = all.filter(({ item }) => item.points !== null);
  const weight = counted.reduce((sum, one) => sum + one.weight, 0);
  if (weight === 0) return { points: null, reason: `The scenario has no ${what} that count.`, items };
  const earned = counted.reduce((sum, one) => sum + one.item.points! * one.weight, 0);
  const full = counted.filter(({ item }) => item.points === 1).length;
  return { points: rounded(earned / weight), reason: `${full} of ${counted.length} ${what} in full.`, items };
}

function totalOf(parts: readonly ScorePart[]): number {
  const counted = parts.filter(({ points }) => points !== null);
  const weight = counted.reduce((sum, one) => sum + one.weight, 0);
  const earned = counted.reduce((sum, one) => sum + one.points! * one.weight, 0);
  return weight === 0 ? 0 : rounded((earned / weight) * 100);
}

/** Conditions of a scenario name no observations; loading has seen to it. */
function noObservations(): never {
  throw new Error('a condition of a scenario names no observations');
}
