import type { Finding } from '../../../../../src/model/judgement.ts';
import { wordsOfCode } from '../../../words.ts';
import type { WordPiece } from './word-pieces.ts';

/** Words of a turn in which something was noticed: an entity or a risk. */
export interface Note {
  kind: 'entity' | 'risk';
  start: number;
  end: number;
  /** What it is, in a word or two; colour never says it alone. */
  label: string;
  /** Said to be so, and not doubted, denied or asked. */
  isAsserted: boolean;
}

/** By turn, in their order; where two overlap, the risk, else the first. */
export function notesByTurn(findings: readonly Finding[]): ReadonlyMap<number, Note[]> {
  const notes = new Map<number, Note[]>();
  const kept = findings.filter(({ kind, turn, chars }) => isNoted(kind) && turn !== null && chars !== null);
  for (const finding of kept.toSorted((a, b) => rank(a) - rank(b))) {
    const { turn, chars, kind, status } = finding;
    if (turn === null || chars === null || !isNoted(kind) || chars.end <= chars.start) continue;
    const own = notes.get(turn) ?? [];
    if (own.some((one) => chars.start < one.end && one.start < chars.end)) continue;
    const isAsserted = status === null || status === 'asserted';
    const label = `${wordsOfCode(finding.type).toLowerCase()}${isAsserted ? '' : `, ${status}`}`;
    const note = { kind, start: chars.start, end: chars.end, label, isAsserted };
    notes.set(
      turn,
      [...own, note].sort((a, b) => a.start - b.start),
    );
  }
  return notes;
}

function isNoted(kind: string): kind is Note['kind'] {
  return kind === 'entity' || kind === 'risk';
}

function rank({ kind, chars }: Finding): number {
  return (kind === 'risk' ? 0 : 1e6) + (chars?.start ?? 0);
}

/** Pieces of a text that belong together: noticed, or not. */
export interface NotedRun {
  note: Note | null;
  pieces: WordPiece[];
}

/** Cuts the pieces of a text where notes begin and end; joined, they are still exactly the text. */
export function notedRuns(pieces: readonly WordPiece[], notes: readonly Note[]): NotedRun[] {
  const runs: NotedRun[] = [];
  let at = 0;
  for (const piece of pieces) {
    const end = at + piece.text.length;
    while (at < end) {
      const note = notes.find((one) => one.start <= at && at < one.end) ?? null;
      const next = note?.end ?? notes.find((one) => one.start > at)?.start ?? end;
      const until = Math.min(end, next);
      const text = piece.text.slice(piece.text.length - (end - at), piece.text.length - (end - until));
      const last = runs.at(-1);
      if (last && last.note === note) last.pieces.push({ ...piece, text });
      else runs.push({ note, pieces: [{ ...piece, text }] });
      at = until;
    }
  }
  return runs;
}
