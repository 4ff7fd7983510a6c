import type { Kind, Turn } from '../../model/call.ts';
import type { Finding } from '../../model/judgement.ts';
import type { Partial } from '../../model/live.ts';
import { riskFindings } from '../findings/risks.ts';
import type { Pack } from '../packs/pack.ts';
import { hear } from '../text/hear.ts';

/** A call as far as its words stand. */
interface SaidSoFar {
  kind: Kind | null;
  turns: readonly Turn[];
}

/** What a turn may answer or take up: more of the call would cost more than somebody's next word leaves time for. */
const turnsBefore = 4;

/** The risks in words that may still change, heard after the turns before them as if they were a turn themselves. */
export function risksBeingSaid(
  { leg, role, startMs, stable, tail }: Partial,
  { kind, turns }: SaidSoFar,
  packs: readonly Pack[],
): Finding[] {
  const text = `${stable} ${tail}`.trim();
  // Whoever takes the call asserts nothing.
  if (text === '' || role === 'agent') return [];
  const before = turns.slice(-turnsBefore);
  const index = (before.at(-1)?.index ?? -1) + 1;
  const endMs = Math.max(startMs, before.at(-1)?.endMs ?? 0);
  const turn: Turn = { index, leg, role, startMs, endMs, text, words: [], confidence: null };
  return risksIn(turn, { kind, turns: before }, packs).map((one) => ({ ...one, turn: null, chars: null }));
}

/** The risks that a turn which has just ended speaks of, though the call has not been judged with it yet. */
export function risksJustSaid(turn: Turn, { kind, turns }: SaidSoFar, packs: readonly Pack[]): Finding[] {
  const before = turns.filter(({ index }) => index < turn.index).slice(-turnsBefore);
  return risksIn(turn, { kind, turns: before }, packs);
}

function risksIn(turn: Turn, { kind, turns }: SaidSoFar, packs: readonly Pack[]): Finding[] {
  const call = {
    ...{ kind, queue: null, direction: null, durationMs: turn.endMs, legs: [], metrics: null },
    turns: [...turns, turn],
  };
  return riskFindings(call, hear(call), packs).filter((finding) => finding.turn === turn.index);
}
