import type { Word } from '../model/call.ts';
import type { HeardTurn } from './engine.ts';

/** What was heard in one segment. */
export type HeardPiece = HeardTurn;

/** A pause up to this long is a breath inside a turn. */
const pauseMs = 700;

/**
 * Turns from pieces: pieces of one leg that lie close together, with nobody else speaking in the pause, are one
 * turn. Ordered by start.
 */
export function buildTurns(pieces: HeardPiece[]): HeardTurn[] {
  const heard = pieces.filter((piece) => piece.text.trim() !== '').sort(byStart);
  const turns: HeardTurn[] = [];
  const lastOf = new Map<number, HeardTurn>();
  for (const piece of heard) {
    const last = lastOf.get(piece.leg);
    if (last && goesOn(last, piece, heard)) {
      extend(last, piece);
      continue;
    }
    const turn = { ...piece, text: piece.text.trim(), words: [...piece.words] };
    turns.push(turn);
    lastOf.set(piece.leg, turn);
  }
  return turns.sort(byStart);
}

function byStart(a: HeardTurn, b: HeardTurn): number {
  return a.startMs - b.startMs || a.leg - b.leg;
}

function goesOn(turn: HeardTurn, next: HeardPiece, heard: HeardPiece[]): boolean {
  const pause = next.startMs - turn.endMs;
  if (pause <= 0) return true;
  if (pause > pauseMs) return false;
  const between = { from: turn.endMs, to: next.startMs };
  return heard.every(
    (other) => other.leg === turn.leg || other.endMs <= between.from || other.startMs >= between.to,
  );
}

function extend(turn: HeardTurn, piece: HeardPiece): void {
  turn.confidence = meanConfidence(turn, piece);
  turn.text = joinText(turn.text, piece.text.trim());
  turn.words = bothWords(turn, piece);
  turn.endMs = Math.max(turn.endMs, piece.endMs);
}

/** Words of half a turn would look like words of all of it: either both have them or neither. */
function bothWords(turn: HeardTurn, piece: HeardPiece): Word[] {
  return turn.words.length > 0 && piece.words.length > 0 ? [...turn.words, ...piece.words] : [];
}

function meanConfidence(a: HeardTurn, b: HeardTurn): number | null {
  if (a.confidence === null || b.confidence === null) return null;
  const [lengthA, lengthB] = [a.text.length, b.text.length];
  const mean = (a.confidence * lengthA + b.confidence * lengthB) / Math.max(1, lengthA + lengthB);
  return Math.round(mean * 1000) / 1000;
}

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** With a space, except between ideographs. */
function joinText(before: string, after: string): string {
  const glued = ideograph.test(before.at(-1) ?? '') && ideograph.test(after[0] ?? '');
  return glued ? before + after : `${before} ${after}`.trim();
}
