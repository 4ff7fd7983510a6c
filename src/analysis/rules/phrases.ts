import { placesOf } from '../text/concordance.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import { type Match, matchesOf } from '../text/match.ts';
import { type Pattern, parsePattern } from '../text/pattern.ts';
import { isDenied } from '../text/polarity.ts';
import type { Hit } from './observed.ts';

/** How a family of phrases is written in a pack: a list, or a list with exceptions. */
export interface Cue {
  any: string[];
  /** A hit that overlaps one of these, or stands within three words of one, is not meant. */
  unless?: string[] | undefined;
  /** `drop`: a hit with a negation before it in the same clause is not meant. */
  negated?: 'keep' | 'drop' | undefined;
  /** `drop`: words reported of somebody else ("she told me …") are not meant. */
  quoted?: 'keep' | 'drop' | undefined;
  /** `drop`: words within a question ("did you lock it?") are not meant; "can you …" still asks for a deed. */
  asked?: 'keep' | 'drop' | undefined;
}

interface Family {
  patterns: Pattern[];
  unless: Pattern[];
  dropNegated: boolean;
  dropQuoted: boolean;
  dropAsked: boolean;
}

/** Phrases that mean one thing, ready to be looked for. */
export interface Phrases {
  families: Family[];
  /** As written, for the nearest turn and for the words of evidence. */
  pattern: Pattern;
}

/** Cues by name, each as a choice of its phrases and as a family with its exceptions. */
export interface CueBook {
  patterns: Map<string, Pattern>;
  families: Map<string, Family>;
}

/** @throws PatternError, as `PhraseError` that names the phrase */
export class PhraseError extends Error {
  readonly phrase: string;
  constructor(phrase: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.phrase = phrase;
  }
}

function parse(phrase: string, book: CueBook): Pattern {
  try {
    return parsePattern(phrase, book.patterns);
  } catch (error) {
    throw new PhraseError(phrase, error);
  }
}

/** Compiles cues in the order given; a cue may use those before it. */
export function cueBook(cues: Iterable<readonly [string, Cue]>): CueBook {
  const book: CueBook = { patterns: new Map(), families: new Map() };
  for (const [name, cue] of cues) {
    const family: Family = {
      patterns: cue.any.map((phrase) => parse(phrase, book)),
      unless: (cue.unless ?? []).map((phrase) => parse(phrase, book)),
      dropNegated: cue.negated === 'drop',
      dropQuoted: cue.quoted === 'drop',
      dropAsked: cue.asked === 'drop',
    };
    book.families.set(name.toLowerCase(), family);
    book.patterns.set(name.toLowerCase(), { kind: 'choice', of: family.patterns });
  }
  return book;
}

/** Compiles phrases; one that is just `{cue}` brings the cue's exceptions along. */
export function compilePhrases(written: readonly string[], book: CueBook): Phrases {
  const loose: Family = { patterns: [], unless: [], dropNegated: false, dropQuoted: false, dropAsked: false };
  const families: Family[] = [loose];
  for (const phrase of written) {
    const family = /^\{\w+\}$/.test(phrase.trim())
      ? book.families.get(phrase.trim().slice(1, -1).toLowerCase())
      : undefined;
    if (family) families.push(family);
    else loose.patterns.push(parse(phrase, book));
  }
  const used = families.filter((family) => family.patterns.length > 0);
  return { families: used, pattern: { kind: 'choice', of: used.flatMap((family) => family.patterns) } };
}

/** Compiles phrases that stand in no file of cues, with their own exceptions; a `{cue}` among them brings its own. */
export function compileCue(cue: Cue, book: CueBook): Phrases {
  const { families } = compilePhrases(cue.any, book);
  const unless = (cue.unless ?? []).map((phrase) => parse(phrase, book));
  const bent = families.map((family) => ({
    patterns: family.patterns,
    unless: [...family.unless, ...unless],
    dropNegated: family.dropNegated || cue.negated === 'drop',
    dropQuoted: family.dropQuoted || cue.quoted === 'drop',
    dropAsked: family.dropAsked || cue.asked === 'drop',
  }));
  return { families: bent, pattern: { kind: 'choice', of: bent.flatMap((family) => family.patterns) } };
}

/** Every place in a turn of the call where one of the phrases is meant. */
export function hitsIn(phrases: Phrases, turn: HeardTurn, call: HeardCall): Hit[] {
  return phrases.families
    .flatMap((family) => found(family, call).get(turn.place) ?? [])
    .map(({ from, to }) => ({ turn, from, to }))
    .sort((a, b) => a.from - b.from);
}

/** Every place in the call where one of the phrases is meant, in the order of its turns. */
export function hitsInCall(phrases: Phrases, call: HeardCall): Hit[] {
  const hits: Hit[] = [];
  for (const family of phrases.families) {
    for (const [place, matches] of found(family, call)) {
      const turn = call.turns[place]!;
      for (const { from, to } of matches) hits.push({ turn, from, to });
    }
  }
  return hits.sort((a, b) => a.turn.place - b.turn.place || a.from - b.from);
}

export function saidIn(phrases: Phrases, turn: HeardTurn, call: HeardCall): boolean {
  return phrases.families.some((family) => found(family, call).has(turn.place));
}

/** Where a family is meant in the call, looked for once and remembered with the call. */
function found(family: Family, call: HeardCall): ReadonlyMap<number, Match[]> {
  const known = call.found.get(family);
  if (known) return known;
  const byTurn = matchesByTurn(family.patterns, call);
  const exceptions = byTurn.size === 0 ? byTurn : matchesByTurn(family.unless, call);
  for (const [place, matches] of byTurn) {
    const turn = call.turns[place]!;
    const meant = matches.filter(
      (match) =>
        !(exceptions.get(place) ?? []).some((exception) => near(match, exception)) &&
        !(family.dropNegated && isNegated(turn, match)) &&
        !(family.dropQuoted && isQuoted(turn, match)) &&
        !(family.dropAsked && isAskedAbout(turn, match)),
    );
    if (meant.length > 0) byTurn.set(place, meant);
    else byTurn.delete(place);
  }
  call.found.set(family, byTurn);
  return byTurn;
}

function matchesByTurn(patterns: readonly Pattern[], call: HeardCall): Map<number, Match[]> {
  const byTurn = new Map<number, Match[]>();
  const concordance = call.turns[0]?.concordance;
  if (!concordance) return byTurn;
  for (const pattern of patterns) {
    for (const place of placesOf(concordance.turnsFor(pattern))) {
      const matches = matchesOf(pattern, call.turns[place]!);
      if (matches.length > 0) byTurn.set(place, [...(byTurn.get(place) ?? []), ...matches]);
    }
  }
  return byTurn;
}

const nearTokens = 3;

function near(hit: Match, exception: Match): boolean {
  return exception.from < hit.to + nearTokens && hit.from < exception.to + nearTokens;
}

const reported = /^(say|tell|ask|tells|claim|promise|swear)$/;

function isNegated(turn: HeardTurn, hit: Match): boolean {
  return isDenied(turn.tokens, hit.from);
}

/** "the guy told me …", "she said …" up to four words before. */
function isQuoted(turn: HeardTurn, hit: Match): boolean {
  for (let i = hit.from - 1; i >= 0 && i >= hit.from - 4; i--) {
    const before = turn.tokens[i - 1]?.word ?? '';
    if (reported.test(turn.tokens[i]!.stem) && !/^(i|you|we|to|will|can|me)$/.test(before)) return true;
  }
  return false;
}

/** In a turn without stops a question is over after so many words. */
const questionWords = 7;
/** Questions that ask for a deed, or offer one: "can you press on it", "do you want to sit down". */
const asksForDeed =
  /^(?:(?:okay|and|so|all right|now|then|please|or|but|well|maam|sir) )*(?:(?:can|could|will|would) (?:you|he|she|they|someone|anyone|one of)|why do not you|why not|do you (?:want|think you)|is there (?:a|any) (?:way|chance)|are you able|tell me|describe)\b/;

/** Within a question that asks how things are, not for something to be done. */
function isAskedAbout(turn: HeardTurn, hit: Match): boolean {
  const start = turn.questions.findLast((at) => at <= hit.from);
  if (start === undefined || turn.tokens[start]!.sentence !== turn.tokens[hit.from]!.sentence) return false;
  const words = turn.tokens.slice(start, hit.to).map((token) => token.word);
  const isPunctuated = turn.tokens[0]!.sentence !== turn.tokens.at(-1)!.sentence || turn.text.includes('?');
  if (!isPunctuated && hit.from - start > questionWords) return false;
  return !asksForDeed.test(words.join(' '));
}
