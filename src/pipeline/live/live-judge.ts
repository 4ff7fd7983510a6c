import { analyse } from '../../analysis/analyse.ts';
import { chooseScorecard } from '../../analysis/choose.ts';
import { judge } from '../../analysis/judge.ts';
import type { JudgedCall } from '../../analysis/judged-call.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import type { Kind } from '../../model/call.ts';
import type { Evaluation, Finding } from '../../model/judgement.ts';
import type { PipelineParts } from '../parts.ts';

/** What is thought of a call so far; the same rules as for recordings, on the turns there are. */
export interface LiveJudgement {
  kind: Kind | null;
  findings: Finding[];
  evaluation: Evaluation | null;
}

export interface JudgeParts extends Pick<PipelineParts, 'analysisSettings'> {
  /** Those in force when the call began: it is judged by one rubric from end to end. */
  packs: readonly Pack[];
}

export function judgeSoFar(call: JudgedCall, parts: JudgeParts): LiveJudgement {
  const { findings } = analyse(call, parts.packs);
  const choice = chooseScorecard(call, parts.packs, parts.analysisSettings, findings);
  const evaluation = choice.scorecard
    ? judge({ ...call, kind: choice.kind }, choice.scorecard, findings)
    : null;
  return { kind: choice.kind, findings, evaluation };
}
