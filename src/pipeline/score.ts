import { judge } from '../analysis/judge.ts';
import { chooseScorecard } from '../analysis/packs.ts';
import { EarshotError } from '../errors.ts';
import { callMetrics } from '../storage/db/call-audio.ts';
import { setCall } from '../storage/db/calls.ts';
import { saveEvaluation, supersedeOtherEvaluations } from '../storage/db/evaluations.ts';
import { callLegs, callTranscript } from '../storage/db/transcripts.ts';
import type { RunStage } from './parts.ts';

/** Judges the call on the scorecard that fits it. */
export const score: RunStage = async (call, parts) => {
  const [transcript, legs, metrics] = await Promise.all([
    callTranscript(call.id, parts.db),
    callLegs(call.id, parts.db),
    callMetrics(call.id, parts.db),
  ]);
  if (!transcript || !metrics) throw new EarshotError('internal', { details: { missing: 'transcript' } });
  const judged = {
    kind: call.metadata.kind ?? null,
    queue: call.queue,
    durationMs: call.durationMs ?? 0,
    language: transcript.language,
    legs,
    turns: transcript.turns,
    metrics,
  };
  const choice = chooseScorecard(judged, parts.packs);
  const evaluation = choice && judge(judged, choice.scorecard);
  return {
    kind: 'done',
    async save(tx) {
      if (evaluation) await saveEvaluation(call.id, evaluation, tx);
      await supersedeOtherEvaluations(call.id, evaluation ? [evaluation.scorecardId] : [], tx);
      await setCall(
        call.id,
        {
          kind: choice?.kind ?? call.kind,
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
