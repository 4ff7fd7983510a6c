import type { Finding, RoleGuess } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import { callFinding } from './transcript.ts';

const sureEnoughToDoubt = 0.85;
const sureEnoughToTrust = 0.75;

/**
 * Doubts about who speaks: `roles_swapped` when the words say otherwise than what was given, with much
 * confidence; `roles_uncertain` when nobody said who speaks and the words do not show it well.
 */
export function roleFindings(call: JudgedCall, guess: RoleGuess): Finding[] {
  const spoken = call.legs.filter((leg) => call.turns.some((turn) => turn.leg === leg.index));
  if (spoken.length === 0) return [];
  const [turn = null] = guess.turns;
  const agent = spoken.find((leg) => leg.role === 'agent');
  const contradicted =
    agent && guess.roles[agent.index] === 'customer' && guess.confidence >= sureEnoughToDoubt;
  if (contradicted && agent.roleSource !== 'person') {
    return [callFinding(call, { kind: 'role', type: 'roles_swapped', turn, confidence: guess.confidence })];
  }
  const open = spoken.some((leg) => leg.roleSource === 'words' || leg.roleSource === 'unknown');
  if (!open || guess.confidence >= sureEnoughToTrust) return [];
  return [
    callFinding(call, { kind: 'role', type: 'roles_uncertain', turn, confidence: 1 - guess.confidence }),
  ];
}
