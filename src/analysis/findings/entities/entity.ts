import type { Correction } from '../../text/corrections.ts';
import type { HeardTurn } from '../../text/hear.ts';
import type { Asked } from './asked.ts';

/** The types of things a call names. */
export type EntityType =
  | 'address'
  | 'cross_street'
  | 'landmark'
  | 'unit'
  | 'phone'
  | 'person'
  | 'age'
  | 'vehicle'
  | 'plate'
  | 'weapon'
  | 'injury'
  | 'symptom'
  | 'time'
  | 'email'
  | 'card'
  | 'account'
  | 'organisation'
  | 'amount';

/** One mention of a thing in a turn, by tokens, end exclusive. */
export interface Mention<Type extends string = EntityType> {
  type: Type;
  from: number;
  to: number;
  value: string;
  confidence: number;
}

/** A turn with what finders need beside its words. */
export interface EntityTurn extends HeardTurn {
  kind: 'psap' | 'contact-centre' | null;
  /** The words joined by spaces, with a bar between sentences. */
  said: string;
  /** What was asked for in this turn or the two before it. */
  asked: ReadonlySet<Asked>;
  /** Words that stand in names of places somewhere in the call, and words that are names though they are English. */
  placeWords: ReadonlySet<string>;
  calledWords: ReadonlySet<string>;
  /** Words the speaker took back ("a gun no wait a knife"). */
  takenBack: readonly Correction[];
  /** The token that holds a character of `said`. */
  tokenAt(offset: number): number;
}

/** A finder looks at one turn; what other turns tell comes in as `asked`, or is added by the whole-call passes. */
export type Finder = (turn: EntityTurn) => Mention[];

export interface Saying {
  groups: RegExpExecArray;
  from: number;
  to: number;
}

/** Places where a regular expression (with flag g) matches the turn's words, as tokens. */
export function sayings(turn: EntityTurn, pattern: RegExp): Saying[] {
  const found: Saying[] = [];
  for (const groups of turn.said.matchAll(pattern)) {
    const text = groups[0].trimEnd();
    if (text === '') continue;
    const lead = text.length - text.trimStart().length;
    found.push({
      groups,
      from: turn.tokenAt(groups.index + lead),
      to: turn.tokenAt(groups.index + text.length - 1) + 1,
    });
  }
  return found;
}

/** The words of some tokens as they stand in the turn's text. */
export function textOf(turn: HeardTurn, from: number, to: number): string {
  return turn.text.slice(turn.tokens[from]!.start, turn.tokens[to - 1]!.end);
}

/** What stands between a token and the one before it. */
export function gapBefore(turn: HeardTurn, at: number): string {
  return at === 0 ? '' : turn.text.slice(turn.tokens[at - 1]!.end, turn.tokens[at]!.start);
}

/** Tokens that hold the characters `start` to `end` of the turn's text; undefined when none does. */
export function tokensOver(
  turn: HeardTurn,
  start: number,
  end: number,
): { from: number; to: number } | undefined {
  const from = turn.tokens.findIndex((token) => token.end > start);
  const to = turn.tokens.findLastIndex((token) => token.start < end) + 1;
  return from < 0 || to <= from ? undefined : { from, to };
}

export function capitalised(words: string): string {
  return words.replaceAll(/(?:^|[\s-])\p{L}/gu, (first) => first.toUpperCase());
}
