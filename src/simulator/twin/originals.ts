import {
  type MentionType,
  mentionsIn,
  type TurnMentions,
} from '../../analysis/findings/entities/entities.ts';
import type { EntityTurn, Mention } from '../../analysis/findings/entities/entity.ts';
import { isEnglish, isGivenName } from '../../analysis/findings/entities/names.ts';
import type { JudgedCall } from '../../analysis/judged-call.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import { commonWords } from '../../analysis/text/common-words.ts';
import { type HeardCall, hear } from '../../analysis/text/hear.ts';
import { isNumberWord } from '../../analysis/text/numbers.ts';
import { type Token, tokenise } from '../../analysis/text/tokens.ts';
import type { OriginalKind } from '../../model/scenario-editing.ts';
import { isPlain } from './plain-words.ts';

/** Something said in a call that could tell whose call it was. None of it may stand in a twin. */
export interface Original {
  /** Of its kind and words: the same for the same thing said twice. */
  id: string;
  kind: OriginalKind;
  /** As it was said first. */
  text: string;
  /** Null for what the record of the call says. */
  turn: number | null;
  /** None of these words may be said. */
  words: readonly string[];
  /** Nor these words in a row. */
  phrases: readonly string[];
  /** Nor these digits, or letters and digits, however they are said. */
  codes: readonly string[];
}

/** A call with all that could tell whose it was. */
export interface Known {
  call: JudgedCall;
  heard: HeardCall;
  mentions: readonly TurnMentions[];
  originals: readonly Original[];
}

const kinds: Partial<Record<MentionType, OriginalKind>> = {
  person: 'person',
  phone: 'phone',
  address: 'place',
  cross_street: 'place',
  landmark: 'place',
  unit: 'place',
  zip: 'place',
  organisation: 'organisation',
  email: 'email',
  card: 'card',
  badCard: 'card',
  expiry: 'card',
  cvv: 'card',
  ssn: 'number',
  account: 'number',
  pin: 'number',
  plate: 'plate',
  birth: 'date',
};

/** How a mention counts as an original; undefined for what tells nobody who it was. */
export function kindOf(type: MentionType): OriginalKind | undefined {
  return kinds[type];
}

/** What the record of a call says beside its words. */
export interface GivenWithCall {
  /** Names of people. */
  names: readonly string[];
  /** Telephone numbers, numbers of the call elsewhere. */
  codes: readonly string[];
}

/** Looks for names, numbers, places and dates, and for every word that might be one though no rule is sure of it. */
export function knownOf(
  call: JudgedCall,
  pack: Pack,
  given: GivenWithCall = { names: [], codes: [] },
): Known {
  const heard = hear(call, { soundAlikes: false });
  const mentions = mentionsIn(call, heard);
  const vocabulary = vocabularyOf(pack);
  const originals = new Map<string, Original>();
  const add = (one: Omit<Original, 'id'>) => {
    const parts = [...one.words, ...one.phrases, ...one.codes];
    if (parts.length === 0) return;
    const id = `${one.kind} ${parts.join(' ')}`;
    if (!originals.has(id)) originals.set(id, { id, ...one });
  };
  for (const { turn, mentions: found } of mentions) {
    for (const one of found) {
      const kind = kindOf(one.type);
      if (kind) add({ kind, text: textOf(turn, one), turn: turn.index, ...partsOf(kind, turn, one) });
    }
    for (const odd of oddWords(turn, vocabulary)) add(odd);
    for (const number of strayNumbers(turn, found)) add(number);
  }
  for (const one of givenOriginals(given)) add(one);
  return { call, heard, mentions, originals: withoutDoubles([...originals.values()]) };
}

function givenOriginals({ names, codes }: GivenWithCall): Omit<Original, 'id'>[] {
  const people = names.map((text): Omit<Original, 'id'> => {
    const words = tokenise(text).tokens.map(({ word }) => word);
    return { kind: 'person', text, turn: null, words: words.filter(isPartOfName), phrases: [], codes: [] };
  });
  const numbers = codes.map((text): Omit<Original, 'id'> => {
    const code = text.replaceAll(/[^a-zA-Z\d]/g, '').toLowerCase();
    return {
      kind: 'number',
      text,
      turn: null,
      words: [],
      phrases: [],
      codes: code.length > leastDigits ? [code] : [],
    };
  });
  return [...people, ...numbers];
}

function textOf(turn: EntityTurn, { from, to }: Pick<Mention<MentionType>, 'from' | 'to'>): string {
  return turn.text.slice(turn.tokens[from]!.start, turn.tokens[to - 1]!.end);
}

type Parts = Pick<Original, 'words' | 'phrases' | 'codes'>;

function partsOf(kind: OriginalKind, turn: EntityTurn, one: Mention<MentionType>): Parts {
  const tokens = turn.tokens.slice(one.from, one.to);
  const runs = turn.numbers.filter(({ from, to }) => from >= one.from && to <= one.to);
  const digits = runs.map((run) => run.digits).filter((run) => run.length >= leastDigits && run !== '911');
  if (kind === 'date') return { words: [], phrases: [wordsOf(tokens)], codes: digits };
  if (kind === 'email') return emailParts(one.value);
  if (kind === 'plate' || kind === 'phone' || kind === 'card' || kind === 'number') {
    const code = one.value.replaceAll(/[^a-zA-Z\d]/g, '').toLowerCase();
    return { words: [], phrases: [], codes: code.length >= leastDigits ? [code] : [] };
  }
  const said = [...spelledOut(tokens), ...tokens.map(({ word }) => word)];
  const words = said.filter((word) => (kind === 'person' ? isPartOfName(word) : isOwnName(word, kind)));
  return {
    words: [...new Set(words)],
    phrases: phrasesOf(kind, tokens, words.length),
    codes: kind === 'place' ? digits : [],
  };
}

/** "First Street", "Mr Long": words that are everybody's are somebody's side by side. */
function phrasesOf(kind: OriginalKind, tokens: readonly Token[], ownWords: number): string[] {
  if (kind === 'person' && tokens.length > 1 && ownWords < tokens.length) {
    return tokens.some(({ word }) => word.length === 1) ? [] : [wordsOf(tokens)];
  }
  return kind === 'place' && ownWords === 0 && isStreet(tokens) ? [wordsOf(tokens.slice(-2))] : [];
}

const leastDigits = 3;
const titles = /^(mr|mrs|ms|miss|mister|missus|doctor|dr|sir|the|and|de|la|los|las|van|von|del|st)$/;

function isPartOfName(word: string): boolean {
  if (word.length < 2 || titles.test(word) || isNumberWord(word)) return false;
  return isGivenName(word) || !commonWords.has(word);
}

function isOwnName(word: string, kind: OriginalKind): boolean {
  if (word.length < 3 || isNumberWord(word) || /\d/.test(word) || isPlain(word)) return false;
  return kind === 'place' || !commonWords.has(word);
}

function isStreet(tokens: readonly Token[]): boolean {
  return tokens.length >= 2 && tokens.every(({ word }) => !isNumberWord(word));
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(({ word }) => word).join(' ');
}

/** "p r u i t t" as one word. */
function spelledOut(tokens: readonly Token[]): string[] {
  const letters = wordsOf(tokens).match(/\b(?:[a-z] ){2,}[a-z]\b/g) ?? [];
  return letters.map((run) => run.replaceAll(' ', ''));
}

function emailParts(value: string): Parts {
  const local = value.split('@')[0]!;
  const words = local.split(/[^a-z]+/).filter((part) => part.length > 2 && !isPlain(part));
  return { words, phrases: [], codes: [local.replaceAll(/[^a-z\d]/g, '')].filter((code) => code.length > 3) };
}

/** Words of no dictionary, first names and words with a capital: what might be a name that no rule found. */
function oddWords(turn: EntityTurn, vocabulary: ReadonlySet<string>): Omit<Original, 'id'>[] {
  return turn.tokens
    .filter((token) => mayBeName(token, vocabulary))
    .map(({ word, start, end }) => {
      const text = turn.text.slice(start, end);
      return { kind: 'word', text, turn: turn.index, words: [word], phrases: [], codes: [] };
    });
}

/** Whether a word might be somebody's or something's name. */
export function mayBeName({ word, stem, capital }: Token, vocabulary: ReadonlySet<string>): boolean {
  if (word.length < 3 || !/^\p{L}+$/u.test(word) || isNumberWord(word) || isPlain(word)) return false;
  if (commonWords.has(word)) return false;
  if (capital || isGivenName(word)) return true;
  return !isEnglish(word) && !isEnglish(stem) && !vocabulary.has(word);
}

/** Long numbers that no rule has a name for: not sums, times and ages. */
function strayNumbers(turn: EntityTurn, found: readonly Mention<MentionType>[]): Omit<Original, 'id'>[] {
  return turn.numbers
    .filter(({ digits, from, to }) => {
      const claimed = found.some((one) => one.from < to && from < one.to);
      return digits.length > leastDigits && !claimed && !/0{3}$/.test(digits) && !isYear(digits);
    })
    .map(({ digits, from, to }) => {
      const text = textOf(turn, { from, to });
      return { kind: 'number', text, turn: turn.index, words: [], phrases: [], codes: [digits] };
    });
}

function isYear(digits: string): boolean {
  return /^20[012]\d$/.test(digits);
}

/** Words of the trade: no names, though they stand in no dictionary ("narcan"). */
export function vocabularyOf(pack: Pack): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { cues } of pack.files.cues.values()) {
    for (const cue of cues.values()) {
      for (const phrase of [...cue.any, ...(cue.unless ?? [])])
        for (const word of phrase.toLowerCase().match(/\p{L}+/gu) ?? []) words.add(word);
    }
  }
  return words;
}

/** What one original covers wholly needs no second row: "Darlene" beside "Darlene Pruitt". */
function withoutDoubles(originals: readonly Original[]): Original[] {
  const covers = (one: Original, other: Original) =>
    other.phrases.every((phrase) => one.phrases.includes(phrase)) &&
    other.words.every((word) => one.words.includes(word)) &&
    other.codes.every((code) => one.codes.some((whole) => whole.endsWith(code)));
  const size = (one: Original) => one.words.length + one.phrases.length + one.codes.join('').length;
  const bySize = [...originals].sort((a, b) => size(b) - size(a) || placeOf(a) - placeOf(b));
  const kept: Original[] = [];
  for (const one of bySize) if (!kept.some((other) => covers(other, one))) kept.push(one);
  return kept.sort((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ turn }: Original): number {
  return turn ?? -1;
}
