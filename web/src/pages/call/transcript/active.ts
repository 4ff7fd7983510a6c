import type { Turn, Word } from '../../../../../src/model/call.ts';

/** The indices of the turns that are spoken at a position; two at once during talk-over. */
export function turnsAt(turns: Turn[], positionMs: number): number[] {
  return turns
    .filter((turn) => turn.startMs <= positionMs && positionMs < turn.endMs)
    .map((turn) => turn.index);
}

/** The turn to keep in view: the one being spoken, or the last before it. */
export function turnNear(turns: Turn[], positionMs: number): Turn | undefined {
  return turns.findLast((turn) => turn.startMs <= positionMs) ?? turns[0];
}

/** The word heard at a position, -1 between words. */
export function wordAt(words: Word[], positionMs: number): number {
  return words.findLastIndex((word) => word.startMs <= positionMs && positionMs < word.endMs);
}
