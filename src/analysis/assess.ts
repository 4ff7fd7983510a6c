import type { Kind } from '../model/call.ts';
import type { Evaluation } from '../model/judgement.ts';
import { type Analysis, analyse } from './analyse.ts';
import { chooseScorecard, currentCards, type ScorecardChoice } from './choose.ts';
import { judge } from './judge.ts';
import type { JudgedCall } from './judged-call.ts';
import type { Pack, Scorecard } from './packs/pack.ts';
import type { AnalysisSettings } from './settings.ts';

/** Everything that is noticed in a call, and its evaluations on every scorecard of its kind. */
export interface Assessment extends Analysis {
  /** As given, else as told from the words; null when it cannot be told. */
  kind: Kind | null;
  choice: ScorecardChoice;
  /** First that of the scorecard the call is assigned to. */
  evaluations: Evaluation[];
}

/** Analyses a call and judges it by all scorecards of its kind. Pure and deterministic. */
export function assess(
  call: JudgedCall,
  packs: readonly Pack[],
  settings: Pick<AnalysisSettings, 'queues'>,
): Assessment {
  const analysis = analyse(call, packs);
  const choice = chooseScorecard(call, packs, settings, analysis.findings);
  const { kind } = choice;
  const evaluations = cardsOf(choice, packs).map((card) => judge({ ...call, kind }, card, analysis.findings));
  return { ...analysis, kind, choice, evaluations };
}

function cardsOf(choice: ScorecardChoice, packs: readonly Pack[]): Scorecard[] {
  const ofKind = packs.filter((pack) => pack.format.kind === choice.kind).flatMap(currentCards);
  const first = choice.scorecard ? [choice.scorecard, ...choice.beside] : [];
  return [...new Set([...first, ...ofKind])];
}
