import { z } from 'zod';
import type { Role } from '../../model/call.ts';
import type { HeardTurn } from '../text/hear.ts';
import type { Hearing } from './observed.ts';

export const Speaker = z.enum(['agent', 'customer', 'other', 'caller_side', 'anyone']);
export type Speaker = z.infer<typeof Speaker>;

/** Where in a call to look. What is given must all be true. */
export const Window = z.strictObject({
  firstTurns: z.int().positive().optional().describe("the speaker's first turns"),
  lastTurns: z.int().positive().optional().describe("the speaker's last turns"),
  fromS: z.number().nonnegative().optional().describe('seconds after the first word of the call'),
  toS: z.number().positive().optional().describe('seconds after the first word of the call'),
  fromShare: z.number().min(0).max(1).optional().describe('share of the turns of the call, 0 to 1'),
  toShare: z.number().min(0).max(1).optional().describe('share of the turns of the call, 0 to 1'),
  after: z.string().optional().describe('an observation: only turns after its first'),
  before: z.string().optional().describe('an observation: only turns before its first'),
  upTo: z.string().optional().describe('an observation: only turns up to its first'),
});
export type Window = z.infer<typeof Window>;

/** The turns of a speaker in a window, and the time it covers. */
export interface Looked {
  turns: HeardTurn[];
  startMs: number;
  endMs: number;
}

export function isBy(turn: HeardTurn, speaker: Speaker): boolean {
  return isSpokenBy(turn.role, speaker);
}

export function isSpokenBy(role: Role, speaker: Speaker): boolean {
  if (speaker === 'anyone') return true;
  return speaker === 'caller_side' ? role !== 'agent' : role === speaker;
}

export function lookIn(hearing: Hearing, speaker: Speaker, window: Window | undefined): Looked {
  const { call } = hearing;
  let turns = call.turns.filter((turn) => isBy(turn, speaker));
  if (!window) return { turns, startMs: call.startMs, endMs: call.endMs };
  const last = Math.max(1, call.turns.length - 1);
  const from = call.startMs + (window.fromS ?? 0) * 1000;
  const to = window.toS === undefined ? Number.POSITIVE_INFINITY : call.startMs + window.toS * 1000;
  const after = edge(hearing, window.after);
  const before = edge(hearing, window.before);
  const upTo = edge(hearing, window.upTo);
  turns = turns.filter((turn) => {
    const place = turn.place / last;
    if (turn.startMs < from || turn.startMs > to) return false;
    if (place < (window.fromShare ?? 0) || place > (window.toShare ?? 1)) return false;
    if (after && turn.index <= after.index) return false;
    if (before && turn.index >= before.index) return false;
    return !(upTo && turn.index > upTo.index);
  });
  if (window.after && !after) turns = [];
  if (window.firstTurns) turns = turns.slice(0, window.firstTurns);
  if (window.lastTurns) turns = turns.slice(-window.lastTurns);
  const startMs = turns[0]?.startMs ?? Math.min(from, call.endMs);
  const endMs = turns.at(-1)?.endMs ?? Math.min(to, call.endMs);
  return { turns, startMs, endMs: Math.max(startMs, endMs) };
}

function edge(hearing: Hearing, name: string | undefined): HeardTurn | undefined {
  if (name === undefined) return undefined;
  const turns = hearing.named(name).hits.map(({ turn }) => turn);
  return turns.reduce<HeardTurn | undefined>((a, b) => (a && a.place <= b.place ? a : b), undefined);
}
