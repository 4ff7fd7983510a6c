import type { MentionType } from '../../analysis/findings/entities/entities.ts';
import type { EntityTurn, Mention } from '../../analysis/findings/entities/entity.ts';
import { commonWords } from '../../analysis/text/common-words.ts';
import type { Token } from '../../analysis/text/tokens.ts';
import { mostReplyWords } from '../reply-check.ts';
import type { Inventor } from './invent.ts';
import { leaksIn } from './leaks.ts';
import { kindOf, mayBeName, type Original } from './originals.ts';
import { isPlain } from './plain-words.ts';

/** A stretch of a turn's tokens, end exclusive. */
export interface Stretch {
  from: number;
  to: number;
}

export interface Rewriting {
  inventor: Inventor;
  originals: readonly Original[];
  vocabulary: ReadonlySet<string>;
}

/**
 * A stretch of a turn in words that may be told: names of people, ages and sums are others, and nothing of the
 * originals is left. Null when that cannot be done in a line a caller could say.
 */
export function rewritten(
  turn: EntityTurn,
  mentions: readonly Mention<MentionType>[],
  { from, to }: Stretch,
  { inventor, originals, vocabulary }: Rewriting,
): string | null {
  if (mayNamePlace(turn, { from, to })) return null;
  const within = mentions.filter((one) => one.from < to && from < one.to);
  const parts: Replacement[] = [];
  for (const one of within) {
    const replaced = replacementOf(turn, one, inventor);
    if (replaced === null) return null;
    if (replaced !== undefined) parts.push(replaced);
  }
  for (let at = from; at < to; at++) {
    if (parts.some((part) => part.from <= at && at < part.to)) continue;
    if (!isSafe(at, turn, vocabulary)) return null;
  }
  const text = tidied(spliced(turn, { from, to }, parts));
  const words = text.split(/\s+/).length;
  if (words > mostReplyWords || /[*[\](){}<>_#]/.test(text)) return null;
  return leaksIn(text, originals).length === 0 ? text : null;
}

const place =
  /\b(avenue|ave|boulevard|blvd|lane|highway|hwy|interstate|route|terrace|parkway|county|township|north ?bound|south ?bound|east ?bound|west ?bound|between \w+ and \w+|(corner|side|end) of|(?<!\b(?:the|a|my|our|your|his|her|their|this|that|same|side|dirt|gravel|main|back|whole) )(?:street|road|court|circle|trail|drive))\b/;

/** A road may be named in words that no rule knows for a name ("gray son avenue"): such a line is not told. */
function mayNamePlace({ tokens }: EntityTurn, { from, to }: Stretch): boolean {
  const said = tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ');
  if (place.test(said)) return true;
  return tokens
    .slice(from, to)
    .some(
      ({ word }, at, all) =>
        leadsToPlace.test(all[at - 1]?.word ?? '') && !commonWords.has(word) && !isPlain(word),
    );
}

/** "Down beacon": what stands right behind is a place unless it is an everyday word. */
const leadsToPlace = /^(down|onto|along|toward|towards|near)$/;

interface Replacement extends Stretch {
  by: string;
}

/** What stands for a mention; undefined where it may stay, null where the whole line has to go. */
function replacementOf(
  turn: EntityTurn,
  one: Mention<MentionType>,
  inventor: Inventor,
): Replacement | null | undefined {
  const tokens = turn.tokens.slice(one.from, one.to);
  if (one.type === 'person') {
    const isTitled = titles.test(tokens[0]!.word);
    const names = (isTitled ? tokens.slice(1) : tokens).map(({ word }) => word);
    if (names.length === 0 || names.some((name) => name.length === 1)) return null;
    return { from: isTitled ? one.from + 1 : one.from, to: one.to, by: inventor.person(names, isTitled) };
  }
  if (one.type === 'age' || one.type === 'amount') return otherNumber(turn, one, inventor);
  if (one.type === 'landmark' || one.type === 'organisation') return undefined;
  if (one.type === 'time') return tokens.some(({ word }) => calendar.test(word)) ? null : undefined;
  return kindOf(one.type) ? null : undefined;
}

const titles = /^(mr|mrs|ms|miss|mister|missus|doctor|dr)$/;
const calendar =
  /^(january|february|march|april|june|july|august|september|october|november|december|\d+\/\d+.*|(?:19|20)\d\d)$/;

function otherNumber(
  turn: EntityTurn,
  one: Mention<MentionType>,
  inventor: Inventor,
): Replacement | null | undefined {
  const runs = turn.numbers.filter(({ from, to }) => from >= one.from && to <= one.to);
  if (runs.length === 0) return undefined;
  const [run] = runs;
  if (runs.length > 1 || !run) return null;
  if (one.type === 'age') {
    const by = /month|week/.test(one.value)
      ? inventor.ageInMonths(Number(run.digits))
      : inventor.age(Number(run.digits));
    return { from: run.from, to: run.to, by: String(by) };
  }
  if (run.digits.length < 3) return undefined;
  const isSpoken = !/\d/.test(turn.tokens[run.from]!.word);
  // "One thirty" may be a time, and "forty nine ninety nine" two numbers.
  if (isSpoken && run.groups.length > 1) return null;
  const written = turn.text.slice(turn.tokens[run.from]!.start, turn.tokens[run.to - 1]!.end);
  const cents = /\.(\d\d)$/.exec(written)?.[1];
  const whole = cents === undefined ? run.digits : run.digits.slice(0, -2);
  const sign = /^[$€£]/.exec(written)?.[0] ?? '';
  return { from: run.from, to: run.to, by: `${sign}${inventor.amount(whole)}` };
}

function isSafe(at: number, turn: EntityTurn, vocabulary: ReadonlySet<string>): boolean {
  const token = turn.tokens[at]!;
  const run = turn.numbers.find(({ from, to }) => from <= at && at < to);
  if (!run) return !mayBeName(token, vocabulary);
  return run.digits === '911' || (run.digits.length <= 2 && !/[:/]/.test(token.word));
}

/** The text of a stretch with its replacements, without sounds in brackets. */
function spliced(turn: EntityTurn, { from, to }: Stretch, parts: readonly Replacement[]): string {
  const end = turn.tokens[to]?.start ?? turn.text.length;
  let text = '';
  let at = turn.tokens[from]!.start;
  for (const part of [...parts].sort((a, b) => a.from - b.from)) {
    if (part.from < from || part.to > to) continue;
    const [start, stop] = [turn.tokens[part.from]!.start, turn.tokens[part.to - 1]!.end];
    const possessive = /['’]s$/i.exec(turn.text.slice(start, stop))?.[0] ?? '';
    text += `${turn.text.slice(at, start)}${part.by}${possessive}`;
    at = stop;
  }
  return `${text}${turn.text.slice(at, end)}`.replaceAll(/\[[^\]]*\]|<[^>]*>|\([^)\d]*\)/g, ' ');
}

/** As it is written: "i" a capital, one at the start, a stop at the end. */
function tidied(text: string): string {
  const clean = text
    .replaceAll(/["“”]/g, '')
    .replaceAll(/\bi\b(?=$|[\s'’,.?!])/g, 'I')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s,;:.–—-]+/, '')
    .replace(/[\s,;:–—-]+$/, '')
    .replace(/^(and|but|so|because) (?=\S+ \S+ \S+)/i, '');
  if (clean === '') return clean;
  const stopped = /[.?!…]$/.test(clean) ? clean : `${clean}.`;
  return stopped.charAt(0).toUpperCase() + stopped.slice(1);
}

/** The parts of a sentence between commas that could stand alone. */
export function clausesOf(turn: EntityTurn, { from, to }: Stretch): Stretch[] {
  const found: Stretch[] = [];
  let start = from;
  for (let at = from + 1; at <= to; at++) {
    if (at < to && turn.tokens[at]!.clause === turn.tokens[at - 1]!.clause) continue;
    if (at - start >= shortPiece) found.push({ from: start, to: at });
    start = at;
  }
  return found.length === 1 && found[0]!.to - found[0]!.from === to - from ? [] : found;
}

const longLine = 16;
const shortPiece = 5;
const joins = /^(and|but|so|because|then|now|well)$/;

/** The sentences of a turn; where nobody wrote stops, pieces that end before a word that joins. */
export function sentencesOf(turn: EntityTurn): Stretch[] {
  const { tokens } = turn;
  const found: Stretch[] = [];
  let from = 0;
  for (let at = 1; at <= tokens.length; at++) {
    const token = tokens[at];
    const isNew = !token || token.sentence !== tokens[at - 1]!.sentence;
    const isLong = at - from >= shortPiece && rest(tokens, from) > longLine;
    const isPiece =
      token !== undefined && isLong && (joins.test(token.word) || token.clause !== tokens[at - 1]!.clause);
    if (!isNew && !isPiece) continue;
    found.push({ from, to: at });
    from = at;
  }
  return found.filter(({ from: start, to }) => to > start);
}

/** How many tokens the sentence of a token still has. */
function rest(tokens: readonly Token[], from: number): number {
  let to = from;
  while (to < tokens.length && tokens[to]!.sentence === tokens[from]!.sentence) to++;
  return to - from;
}
