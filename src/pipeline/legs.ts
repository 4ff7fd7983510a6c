import type { Leg, Role, RoleSource, Span } from '../model/call.ts';

/** Who speaks on each channel: as the sender said, else as settings say, else not known yet. */
export interface ChannelRoles {
  given: Role[] | undefined;
  setting: Role[] | undefined;
}

/** The legs of a recording with one speaker per channel. */
export function legsOfChannels(speech: Span[][], roles: ChannelRoles): Leg[] {
  return speech.map((spans, channel) => ({
    index: channel,
    channel,
    mixed: false,
    ...roleOf(channel, roles),
    certainty: 1,
    speech: spans,
  }));
}

/** The legs of a mono recording: one per speaker that was told apart. Who they are is not known yet. */
export function legsOfSpeakers(speakers: Span[][], certainty: number): Leg[] {
  return speakers.map((speech, index) => ({
    index,
    channel: 0,
    mixed: true,
    role: 'other',
    roleSource: 'unknown',
    roleConfidence: 0,
    certainty,
    speech,
  }));
}

function roleOf(channel: number, roles: ChannelRoles): Pick<Leg, 'role' | 'roleSource' | 'roleConfidence'> {
  const known = (role: Role | undefined, roleSource: RoleSource) =>
    role && { role, roleSource, roleConfidence: 1 };
  return (
    known(roles.given?.[channel], 'given') ??
    known(roles.setting?.[channel], 'setting') ?? { role: 'other', roleSource: 'unknown', roleConfidence: 0 }
  );
}

/** Whether what is said may change the role: not when the sender, a setting or a person decided it. */
export function isOpen(leg: Leg): boolean {
  return leg.roleSource === 'unknown' || leg.roleSource === 'words';
}
