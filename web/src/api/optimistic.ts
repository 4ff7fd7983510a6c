import type { CallDetail } from '../../../src/model/api.ts';
import type { Role } from '../../../src/model/call.ts';

/** The call as it will be once the server has taken the roles: told by a person and, if it has words, judged again. */
export function withRoles(call: CallDetail, roles: Role[]): CallDetail {
  const roleOf = (leg: number, present: Role) => roles[leg] ?? present;
  return {
    ...call,
    ...(call.transcript ? ({ state: 'processing', stage: 'score', progress: null } as const) : {}),
    legs: call.legs.map((leg) => ({
      ...leg,
      role: roleOf(leg.index, leg.role),
      roleSource: 'person',
      roleConfidence: 1,
    })),
    metrics: call.metrics && {
      ...call.metrics,
      legs: call.metrics.legs.map((leg) => ({ ...leg, role: roleOf(leg.leg, leg.role) })),
    },
    transcript: call.transcript && {
      ...call.transcript,
      turns: call.transcript.turns.map((turn) => ({ ...turn, role: roleOf(turn.leg, turn.role) })),
    },
  };
}
