import { commonWords } from './common-words.ts';
import type { Concordance } from './concordance.ts';
import { isNumberWord, type NumberRun } from './numbers.ts';
import type { Pattern, WordKind } from './pattern.ts';
import type { Token } from './tokens.ts';

/** What a pattern is matched against: a turn's tokens, with their ids in the call's concordance. */
export interface Line {
  tokens: readonly Token[];
  ids: readonly number[];
  numbers: readonly NumberRun[];
  /** The same, by their first token. */
  numberAt: ReadonlyMap<number, NumberRun>;
  concordance: Concordance;
}

/** A stretch of tokens, end exclusive. */
export interface Match {
  from: number;
  to: number;
}

/** Every place where the pattern matches, left to right, not overlapping. */
export function matchesOf(pattern: Pattern, line: Line): Match[] {
  const found: Match[] = [];
  for (let from = 0; from < line.tokens.length; from++) {
    let to = -1;
    const matched = step(pattern, line, from, (end) => {
      to = end;
      return true;
    });
    if (!matched || to <= from) continue;
    found.push({ from, to });
    from = to - 1;
  }
  return found;
}

type Next = (at: number) => boolean;

function step(pattern: Pattern, line: Line, at: number, next: Next): boolean {
  switch (pattern.kind) {
    case 'word':
      return at < line.tokens.length && line.concordance.accepted(pattern).has(line.ids[at]!) && next(at + 1);
    case 'one':
      return kindEnds(pattern.of, line, at).some((end) => next(end));
    case 'sequence':
      return sequence(pattern.parts, 0, line, at, next);
    case 'choice': {
      const words = line.concordance.acceptedByChoice(pattern);
      // Nearly all choices are between words, and are tried at every place.
      if (words) return at < line.tokens.length && words.has(line.ids[at]!) && next(at + 1);
      for (const option of pattern.of) if (step(option, line, at, next)) return true;
      return false;
    }
    case 'gap': {
      const sentence = (line.tokens[at - 1] ?? line.tokens[at])?.sentence;
      for (let skip = 0; skip <= pattern.most; skip++) {
        if (next(at + skip)) return true;
        if (line.tokens[at + skip]?.sentence !== sentence) return false;
      }
      return false;
    }
    case 'start':
      return at === 0 && next(at);
    case 'end':
      return at === line.tokens.length && next(at);
  }
}

function sequence(parts: readonly Pattern[], index: number, line: Line, at: number, next: Next): boolean {
  const part = parts[index];
  if (!part) return next(at);
  return step(part, line, at, (end) => sequence(parts, index + 1, line, end, next));
}

function kindEnds(kind: WordKind, line: Line, at: number): number[] {
  const token = line.tokens[at];
  if (!token) return [];
  if (kind === 'any') return [at + 1];
  if (kind === 'number') return isNumberWord(token.word) ? [at + 1] : [];
  if (kind === 'proper') return isProper(token) ? [at + 1] : [];
  const least = kind === 'phone' ? 7 : 3;
  const run = line.numberAt.get(at);
  if (!run || run.digits.length < least) return [];
  return kind === 'digits' || isOnce(run.digits) ? [run.to] : [];
}

/** A short number said twice in a row is no telephone number. */
function isOnce(digits: string): boolean {
  return !/^(\d{2,5})\1/.test(digits);
}

/** Probably a name: not an everyday word, or written with a capital inside a sentence. */
export function isProper(token: Token): boolean {
  if (token.word.length < 2 || isNumberWord(token.word)) return false;
  return token.capital || !(commonWords.has(token.word) || commonWords.has(token.stem));
}
