import type { Span, Turn } from '../../../../src/model/call.ts';
import type { Evidence } from '../../../../src/model/judgement.ts';

/** A moment that can be pointed at: a turn, or a stretch in which something was sought. */
export interface Moment {
  turn: number | null;
  span: Span;
  label: string;
}

export function momentOfTurn(turn: Turn): Moment {
  const { index, startMs, endMs } = turn;
  return { turn: index, span: { startMs, endMs }, label: `turn ${index + 1}` };
}

/** What is evidence of something, as moments in their order. */
export function momentsOf(evidence: readonly Evidence[], turns: readonly Turn[]): Moment[] {
  return evidence.flatMap((one): Moment[] => {
    if (one.kind === 'window') {
      const { startMs, endMs, soughtFor } = one;
      return [{ turn: one.nearestTurn, span: { startMs, endMs }, label: `not found: ${soughtFor}` }];
    }
    return one.turns.flatMap((index) => {
      const turn = turns[index];
      return turn ? [momentOfTurn(turn)] : [];
    });
  });
}

/** The turn that was being said then, or the last before it; null before anything was said. */
export function turnAt(turns: readonly Turn[], atMs: number): Turn | null {
  return turns.findLast(({ startMs }) => startMs <= atMs) ?? null;
}
