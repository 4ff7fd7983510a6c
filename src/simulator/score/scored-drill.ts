import type { Assessment } from '../../analysis/assess.ts';
import type { Hearing } from '../../analysis/rules/observed.ts';
import type { CadRecord, DrillState, PlayedDrill } from '../../model/drill.ts';
import type { Evidence } from '../../model/judgement.ts';
import type { Playable } from '../playable.ts';

/** A played drill with what analysis found in it: all that the parts of the score look at. */
export interface ScoredDrill {
  play: Playable;
  drill: PlayedDrill;
  /** As it was at the end. */
  state: DrillState;
  assessment: Assessment;
  hearing: Hearing;
  cad: CadRecord | null;
}

/** The turn in which a fact was told, as evidence. */
export function tellingTurn(atMs: number, shows: string, { drill }: ScoredDrill): Evidence[] {
  const turn = drill.transcript.find(
    ({ role, startMs, endMs }) => role !== 'agent' && startMs <= atMs && atMs <= endMs + 1,
  );
  return turn ? [{ kind: 'turns', turns: [turn.index], shows }] : [];
}

/** The whole call, searched in vain. */
export function soughtInVain(soughtFor: string, { drill }: ScoredDrill): Evidence[] {
  return [{ kind: 'window', startMs: 0, endMs: drill.durationMs, soughtFor, nearestTurn: null }];
}

const hundredths = 100;

export function rounded(value: number): number {
  return Math.round(value * hundredths) / hundredths;
}

export function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
