import { flagsOf } from '../analysis/flags.ts';
import { callAudioNotes, callMetrics } from '../storage/db/call-audio.ts';
import { callEvaluations } from '../storage/db/evaluations.ts';
import { callFindings, replaceFlags } from '../storage/db/findings.ts';
import { callLegs } from '../storage/db/transcripts.ts';
import type { RunStage } from './parts.ts';

/** Raises what needs eyes, each with its reason. */
export const flag: RunStage = async (call, parts) => {
  const [evaluations, findings, metrics, legs, notes] = await Promise.all([
    callEvaluations(call.id, parts.db),
    callFindings(call.id, parts.db),
    callMetrics(call.id, parts.db),
    callLegs(call.id, parts.db),
    callAudioNotes(call.id, parts.db),
  ]);
  const scorecards = parts.packs.flatMap((pack) => pack.scorecards);
  const flags = flagsOf({ evaluations, findings, metrics, legs, notes }, scorecards);
  return {
    kind: 'done',
    async save(tx) {
      await replaceFlags(call.id, flags, tx);
      return [];
    },
  };
};
