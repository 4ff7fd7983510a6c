import type { Role, Turn } from '../../model/call.ts';
import type { HeardTurn } from '../../speech/engine.ts';

/** A turn as it was heard; one of the same segment heard later is the same, heard better. */
export interface SegmentTurn extends HeardTurn {
  segment: string;
}

/** The turns of an open call in order of their start, whichever leg was recognised first. */
export class TurnList {
  readonly #roles: readonly Role[];
  readonly #turns: SegmentTurn[] = [];

  constructor(roles: readonly Role[]) {
    this.#roles = roles;
  }

  /** @returns the turn in its place, and the place of the one it replaces, if any */
  put(turn: SegmentTurn): { turn: Turn; replaces: number | null } {
    const before = this.#turns.findIndex(({ segment }) => segment === turn.segment);
    if (before >= 0) this.#turns.splice(before, 1);
    const at = this.#turns.findLastIndex((other) => other.startMs <= turn.startMs) + 1;
    this.#turns.splice(at, 0, turn);
    return { turn: this.#asTurn(turn, at), replaces: before >= 0 ? before : null };
  }

  all(): Turn[] {
    return this.#turns.map((turn, index) => this.#asTurn(turn, index));
  }

  /** What was said last. */
  last(): { role: Role; text: string } | null {
    let last: SegmentTurn | undefined;
    for (const turn of this.#turns) if (!last || turn.endMs >= last.endMs) last = turn;
    return last ? { role: this.#roles[last.leg] ?? 'other', text: last.text } : null;
  }

  #asTurn({ segment: _, ...turn }: SegmentTurn, index: number): Turn {
    return { ...turn, index, role: this.#roles[turn.leg] ?? 'other' };
  }
}
