import { analyse as analyseCall } from '../analysis/analyse.ts';
import { guessRoles } from '../analysis/roles.ts';
import { measureCall } from '../audio/metrics.ts';
import { EarshotError } from '../errors.ts';
import type { Leg, Turn } from '../model/call.ts';
import type { RoleGuess } from '../model/judgement.ts';
import { saveMetrics } from '../storage/db/call-audio.ts';
import { setCall } from '../storage/db/calls.ts';
import { replaceFindings } from '../storage/db/findings.ts';
import { callLegs, callTranscript, replaceLegs, replaceTurns } from '../storage/db/transcripts.ts';
import { judgedCall } from './judged-call.ts';
import { isOpen } from './legs.ts';
import type { RunStage } from './parts.ts';

/** Finds out who speaks, measures the call with its words, and notices what there is to notice. */
export const analyse: RunStage = async (call, parts) => {
  const transcript = await callTranscript(call.id, parts.db);
  if (!transcript) throw new EarshotError('internal', { details: { missing: 'transcript' } });
  const packs = await parts.packs();
  const guess = guessRoles(transcript.turns, packs);
  const legs = withGuessedRoles(await callLegs(call.id, parts.db), guess);
  const turns = withRoles(transcript.turns, legs);
  const metrics = measureCall({ durationMs: call.durationMs ?? 0, legs, turns });
  const { findings, language } = analyseCall(judgedCall(call, { legs, turns, metrics }, parts), packs, guess);
  return {
    kind: 'done',
    async save(tx) {
      await replaceLegs(call.id, legs, tx);
      await replaceTurns(call.id, turns, tx);
      await saveMetrics(call.id, metrics, tx);
      await replaceFindings(call.id, 'analyse', findings, tx);
      if (!call.language && language.language) await setCall(call.id, { language: language.language }, tx);
      return [];
    },
  };
};

/** What is said decides where nobody else has: the sender, a setting or a person comes first. */
function withGuessedRoles(legs: Leg[], guess: RoleGuess): Leg[] {
  return legs.map((leg) => {
    const role = guess.roles[leg.index];
    if (!isOpen(leg) || !role) return leg;
    return { ...leg, role, roleSource: 'words', roleConfidence: guess.confidence };
  });
}

function withRoles(turns: Turn[], legs: Leg[]): Turn[] {
  return turns.map((turn) => ({ ...turn, role: legs[turn.leg]?.role ?? turn.role }));
}
