import type { Role } from '../../model/call.ts';
import type { LegState, LiveNote } from '../../model/live.ts';

/**
 * How the line of one leg stands, on the call's own clock.
 *
 *   waiting ── audio ─▶ active ◀── audio ── stalled
 *                        │  ▲ └── none for stallAfterMs ──▲
 *                   mute │  │ unmute        hold/resume like mute, for all legs
 *                        ▼  │
 *                       muted
 */
export interface LineState {
  role: Role;
  muted: boolean;
  held: boolean;
  /** When audio came last, by the clock of this machine; null before any. */
  heardAtMs: number | null;
  stalledSinceMs: number | null;
  lostMs: number;
}

export function newLine(role: Role): LineState {
  return { role, muted: false, held: false, heardAtMs: null, stalledSinceMs: null, lostMs: 0 };
}

export function legStateOf(line: LineState, ended: boolean): LegState {
  if (ended) return 'ended';
  if (line.held) return 'held';
  if (line.muted) return 'muted';
  if (line.stalledSinceMs !== null) return 'stalled';
  return line.heardAtMs === null ? 'waiting' : 'active';
}

/** Sets or ends a stall; returns what is to be noted, if anything changed. */
export function watchStall(
  line: LineState,
  leg: number,
  times: { nowMs: number; positionMs: number; stallAfterMs: number },
): LiveNote | null {
  const silentMs = line.heardAtMs === null ? 0 : times.nowMs - line.heardAtMs;
  const expected = !line.muted && !line.held && line.heardAtMs !== null;
  const stalls = expected && silentMs >= times.stallAfterMs;
  if (stalls === (line.stalledSinceMs !== null)) return null;
  const startMs = line.stalledSinceMs ?? times.positionMs;
  line.stalledSinceMs = stalls ? startMs : null;
  return {
    kind: 'stall',
    leg,
    startMs,
    endMs: stalls ? null : times.positionMs,
    text: stalls ? 'No audio comes from this side.' : 'Audio comes again.',
  };
}
