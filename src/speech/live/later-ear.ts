import type { HeardTurn } from '../engine.ts';
import type { Ear, EarListener } from './ear.ts';

/**
 * An ear that hears a call from a later point on: it counts from nought, and what it tells is told by the call's own
 * times.
 * @param fromMs by leg, where on the call the first sample stands that it is given
 */
export function openLaterEar<Heard extends Ear | undefined>(
  fromMs: readonly number[],
  listener: EarListener,
  open: (listener: EarListener) => Heard,
): Heard {
  const of = (leg: number) => fromMs[leg] ?? 0;
  return open({
    partial: (words) => listener.partial({ ...words, startMs: words.startMs + of(words.leg) }),
    turn: (turn, segment) => listener.turn(later(turn, of(turn.leg)), `${of(turn.leg)}+${segment}`),
    missed: (span) =>
      listener.missed({
        ...span,
        startMs: span.startMs + of(span.leg),
        endMs: span.endMs + of(span.leg),
      }),
  });
}

function later(turn: HeardTurn, byMs: number): HeardTurn {
  const words = turn.words.map((word) => ({
    ...word,
    startMs: word.startMs + byMs,
    endMs: word.endMs + byMs,
  }));
  return { ...turn, startMs: turn.startMs + byMs, endMs: turn.endMs + byMs, words };
}
