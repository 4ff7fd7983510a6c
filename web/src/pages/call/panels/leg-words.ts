import type { Leg } from '../../../../../src/model/call.ts';

/** Where a leg is heard: a channel of its own, or a voice on a shared one. */
export function legWords(leg: Leg): string {
  return leg.mixed ? `voice ${leg.index + 1}` : `channel ${leg.channel + 1}`;
}
