import { chooseScorecard, type ScorecardChoice } from '../analysis/choose.ts';
import { judge } from '../analysis/judge.ts';
import { EarshotError } from '../errors.ts';
import type { Finding } from '../model/judgement.ts';
import { callMetrics } from '../storage/db/call-audio.ts';
import { setCall } from '../storage/db/calls.ts';
import { saveEvaluation, supersedeOtherEvaluations } from '../storage/db/evaluations.ts';
import { replaceFindings } from '../storage/db/findings.ts';
import { callLegs, callTranscript } from '../storage/db/transcripts.ts';
import { judgedCall } from './judged-call.ts';
import type { RunStage } from './parts.ts';

/** Judges the call on the scorecard that suits it; that none does is noted with the reason. */
export const score: RunStage = async (call, parts) => {
  const [transcript, legs, metrics] = await Promise.all([
    callTranscript(call.id, parts.db),
    callLegs(call.id, parts.db),
    callMetrics(call.id, parts.db),
  ]);
  if (!transcript) throw new EarshotError('internal', { details: { missing: 'transcript' } });
  const judged = judgedCall(call, { legs, turns: transcript.turns, metrics }, parts);
  const choice = chooseScorecard(judged, parts.packs, parts.analysisSettings);
  const evaluation = choice.scorecard && judge({ ...judged, kind: choice.kind }, choice.scorecard);
  return {
    kind: 'done',
    async save(tx) {
      if (evaluation) await saveEvaluation(call.id, evaluation, tx);
      await supersedeOtherEvaluations(call.id, evaluation ? [evaluation.scorecardId] : [], tx);
      await replaceFindings(call.id, 'score', evaluation ? [] : [noScorecard(choice, judged.durationMs)], tx);
      await setCall(
        call.id,
        {
          kind: choice.kind,
          score: evaluation?.score ?? null,
          band: evaluation?.band ?? null,
          scorecardId: evaluation?.scorecardId ?? null,
        },
        tx,
      );
      return [];
    },
  };
};

export const noScorecardType = 'no_scorecard';

function noScorecard({ reason, confidence }: ScorecardChoice, durationMs: number): Finding {
  return {
    kind: 'score',
    type: noScorecardType,
    value: reason,
    status: null,
    turn: null,
    chars: null,
    span: { startMs: 0, endMs: durationMs },
    confidence: 1 - confidence,
    source: 'rule',
  };
}
