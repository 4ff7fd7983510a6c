import { commonWords } from './common-words.ts';
import type { Pattern } from './pattern.ts';
import { mayBeMisspelt, soundAlikesOf, withinSlip } from './slips.ts';
import type { Token } from './tokens.ts';

type Word = Extract<Pattern, { kind: 'word' }>;
type Choice = Extract<Pattern, { kind: 'choice' }>;

const none: ReadonlySet<number> = new Set();

/**
 * The words of one call and the turns they stand in. A scorecard holds thousands of phrases and a call few of
 * their words: the concordance says at once in which turns a phrase can match at all. Sets of turns are bits,
 * turn 0 lowest.
 */
export class Concordance {
  readonly #words: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #byStem = new Map<string, number[]>();
  readonly #turns: bigint[] = [];
  /** Ids of words that are no everyday English, by first letter: only these may be misspelt others. */
  readonly #rare = new Map<string, number[]>();
  readonly #accepted = new Map<string, ReadonlySet<number>>();
  readonly #acceptedByChoice = new Map<Choice, ReadonlySet<number> | null>();
  readonly #places = new Map<string, bigint>();
  readonly #choices = new Map<Pattern, bigint>();
  readonly #soundAlikes: boolean;
  #all = 0n;

  /** @param soundAlikes whether a word may stand for another that sounds like it, as recognisers write it */
  constructor({ soundAlikes }: { soundAlikes: boolean }) {
    this.#soundAlikes = soundAlikes;
  }

  /** Takes a turn's words in, and gives their ids. `place` counts turns from 0. */
  add(place: number, tokens: readonly Token[]): number[] {
    const bit = 1n << BigInt(place);
    this.#all |= bit;
    return tokens.map((token) => {
      const id = this.#ids.get(token.word) ?? this.#enter(token);
      this.#turns[id]! |= bit;
      return id;
    });
  }

  #enter(token: Token): number {
    const id = this.#words.length;
    this.#words.push(token.word);
    this.#turns.push(0n);
    this.#ids.set(token.word, id);
    push(this.#byStem, token.stem, id);
    if (!commonWords.has(token.word)) push(this.#rare, token.word.charAt(0), id);
    return id;
  }

  /** Ids of the call's words that a word of a phrase stands for. Ask only after all turns are in. */
  accepted(wanted: Word): ReadonlySet<number> {
    const known = this.#accepted.get(wanted.key);
    if (known) return known;
    // Most words of a pack are in no given call: these share one empty set.
    const found = this.#standFor(wanted);
    const ids = found.length === 0 ? none : new Set(found);
    this.#accepted.set(wanted.key, ids);
    return ids;
  }

  /** The same for a choice between single words; null for any other choice. */
  acceptedByChoice(choice: Choice): ReadonlySet<number> | null {
    let ids = this.#acceptedByChoice.get(choice);
    if (ids === undefined) {
      ids = choice.of.every((option) => option.kind === 'word')
        ? new Set(choice.of.flatMap((option) => [...this.accepted(option as Word)]))
        : null;
      this.#acceptedByChoice.set(choice, ids);
    }
    return ids;
  }

  #standFor({ word, stem, exact: exactly }: Word): number[] {
    const exact = this.#ids.get(word);
    const ids = exact === undefined ? [] : [exact];
    if (exactly) return ids;
    const sameStem = this.#byStem.get(stem);
    if (sameStem) ids.push(...sameStem);
    for (const heard of this.#soundAlikes ? soundAlikesOf(word) : []) {
      const id = this.#ids.get(heard);
      if (id !== undefined) ids.push(id);
    }
    if (!mayBeMisspelt(word)) return ids;
    for (const id of this.#rare.get(word.charAt(0)) ?? []) {
      if (withinSlip(word, this.#words[id]!)) ids.push(id);
    }
    return ids;
  }

  /** The turns in which a phrase may match: those that hold a word for each of its words. */
  turnsFor(pattern: Pattern): bigint {
    switch (pattern.kind) {
      case 'word':
        return this.#turnsWith(pattern);
      case 'sequence': {
        let turns = this.#all;
        for (const part of pattern.parts) {
          turns &= this.turnsFor(part);
          if (turns === 0n) break;
        }
        return turns;
      }
      case 'choice':
        return this.#turnsWithAny(pattern);
      default:
        return this.#all;
    }
  }

  /** Choices are shared: a cue stands in many phrases. */
  #turnsWithAny(choice: Choice): bigint {
    let turns = this.#choices.get(choice);
    if (turns === undefined) {
      turns = 0n;
      for (const option of choice.of) {
        turns |= this.turnsFor(option);
        if (turns === this.#all) break;
      }
      this.#choices.set(choice, turns);
    }
    return turns;
  }

  #turnsWith(word: Word): bigint {
    let turns = this.#places.get(word.key);
    if (turns === undefined) {
      turns = 0n;
      for (const id of this.accepted(word)) turns |= this.#turns[id]!;
      this.#places.set(word.key, turns);
    }
    return turns;
  }
}

function push(map: Map<string, number[]>, key: string, id: number): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

/** The places whose bit is set, lowest first. */
export function placesOf(bits: bigint): number[] {
  const places: number[] = [];
  for (let base = 0, rest = bits; rest !== 0n; base += 32, rest >>= 32n) {
    let word = Number(rest & 0xffffffffn);
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      places.push(base + bit);
      word = (word & (word - 1)) >>> 0;
    }
  }
  return places;
}
