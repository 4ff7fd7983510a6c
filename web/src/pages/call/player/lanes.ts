import type { CallDetail } from '../../../../../src/model/api.ts';
import type { Leg } from '../../../../../src/model/call.ts';

/** One channel of the recording with the legs that are heard on it: one, or all of a mixed recording. */
export interface Lane {
  channel: number;
  legs: Leg[];
}

export function lanesOf(call: Pick<CallDetail, 'legs'>): Lane[] {
  const channels = [...new Set(call.legs.map((leg) => leg.channel))].toSorted((a, b) => a - b);
  if (channels.length === 0) return [{ channel: 0, legs: [] }];
  return channels.map((channel) => ({ channel, legs: call.legs.filter((leg) => leg.channel === channel) }));
}
