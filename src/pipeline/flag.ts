import { z } from 'zod';
import { flagsOf } from '../analysis/flags.ts';
import { callAudioNotes, callMetrics } from '../storage/db/call-audio.ts';
import { callEvaluations } from '../storage/db/evaluations.ts';
import { callFindings, replaceFlags } from '../storage/db/findings.ts';
import { callLegs } from '../storage/db/transcripts.ts';
import type { RunStage } from './parts.ts';
import { noScorecardType } from './score.ts';

/** As the record stage kept them; a call decoded by an older version may have none. */
const AudioNotes = z.array(z.looseObject({ code: z.string() })).catch([]);

/** Raises what needs eyes, each with its reason. */
export const flag: RunStage = async (call, parts) => {
  const [evaluations, findings, metrics, legs, notes] = await Promise.all([
    callEvaluations(call.id, parts.db),
    callFindings(call.id, parts.db),
    callMetrics(call.id, parts.db),
    callLegs(call.id, parts.db),
    callAudioNotes(call.id, parts.db),
  ]);
  const unscored = findings.find((finding) => finding.type === noScorecardType);
  const flags = flagsOf(
    {
      kind: call.kind,
      evaluations,
      findings,
      metrics,
      legs,
      notes: AudioNotes.parse(notes),
      unscoredReason: unscored?.value ?? null,
    },
    await parts.packs(),
    parts.analysisSettings,
  );
  return {
    kind: 'done',
    async save(tx) {
      await replaceFlags(call.id, flags, tx);
      return [];
    },
  };
};
