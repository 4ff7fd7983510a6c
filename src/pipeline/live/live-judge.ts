import { analyse } from '../../analysis/analyse.ts';
import { chooseScorecard } from '../../analysis/choose.ts';
import { judge } from '../../analysis/judge.ts';
import type { JudgedCall } from '../../analysis/judged-call.ts';
import type { Kind } from '../../model/call.ts';
import type { Evaluation, Finding } from '../../model/judgement.ts';
import type { PipelineParts } from '../parts.ts';

/** What is thought of a call so far; the same rules as for recordings, on the turns there are. */
export interface LiveJudgement {
  kind: Kind | null;
  findings: Finding[];
  evaluation: Evaluation | null;
}

export type JudgeParts = Pick<PipelineParts, 'packs' | 'analysisSettings'>;

export function judgeSoFar(call: JudgedCall, parts: JudgeParts): LiveJudgement {
  const { findings } = analyse(call, parts.packs);
  const choice = chooseScorecard(call, parts.packs, parts.analysisSettings, findings);
  const evaluation = choice.scorecard
    ? judge({ ...call, kind: choice.kind }, choice.scorecard, findings)
    : null;
  return { kind: choice.kind, findings, evaluation };
}
