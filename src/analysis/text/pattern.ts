import { fillers, respell, stemOf } from './spelling.ts';
import { tokenise } from './tokens.ts';

/**
 * Phrases as people write them in a pack:
 *
 *   thanks for calling          words; endings and a recogniser's slips are forgiven
 *   (thanks|thank you) for …    one of several
 *   how can i help [you]        the word in brackets may be missing
 *   may i ... hold              up to 4 words between, in the same sentence;  ...8 for up to 8
 *   =sorry                      exactly this word
 *   <number> <proper> …         a kind of word, see `wordKinds`
 *   {hold_request}              the phrases of a cue of that name
 *   ^ and $                     start and end of the turn
 */
export type Pattern =
  | { kind: 'word'; word: string; stem: string; exact: boolean; key: string }
  | { kind: 'one'; of: WordKind }
  | { kind: 'sequence'; parts: Pattern[] }
  | { kind: 'choice'; of: Pattern[] }
  | { kind: 'gap'; most: number }
  | { kind: 'start' }
  | { kind: 'end' };

/**
 * `any` is every word; `number` a number or a part of one; `digits` a run of three digits or more and `phone` of
 * seven or more; `proper` a word that is not everyday English, so probably a name.
 */
const wordKinds = ['any', 'number', 'digits', 'phone', 'proper'] as const;
export type WordKind = (typeof wordKinds)[number];

export class PatternError extends Error {}

const piece = /\.\.\.\d*|<[a-z]+>|\{[a-z0-9_]+\}|[()[\]|^$]|=?[\p{L}\p{N}'’&%-]+/giu;

/** Cues by name, for `{name}`; each is the choice of its own patterns. */
export type CuePatterns = ReadonlyMap<string, Pattern>;

/** @throws PatternError saying what is wrong with the phrase */
export function parsePattern(source: string, cues: CuePatterns): Pattern {
  const left = source.replaceAll(piece, '').trim();
  if (left !== '') throw new PatternError(`"${left}" has no meaning in a phrase`);
  const pieces = [...source.matchAll(piece)].map((match) => match[0]);
  const reader = { pieces, at: 0, source, cues };
  const pattern = readChoice(reader);
  if (reader.at < pieces.length) throw new PatternError(`"${pieces[reader.at]}" closes nothing`);
  if (pattern.kind === 'sequence' && pattern.parts.length === 0)
    throw new PatternError('a phrase needs a word');
  return pattern;
}

interface Reader {
  pieces: string[];
  at: number;
  source: string;
  cues: CuePatterns;
}

function readChoice(reader: Reader): Pattern {
  const of = [readSequence(reader)];
  while (reader.pieces[reader.at] === '|') {
    reader.at++;
    of.push(readSequence(reader));
  }
  return of.length === 1 ? of[0]! : { kind: 'choice', of };
}

function readSequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  for (;;) {
    const next = reader.pieces[reader.at];
    if (next === undefined || next === '|' || next === ')' || next === ']') break;
    reader.at++;
    parts.push(...readPart(next, reader));
  }
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
}

function readPart(next: string, reader: Reader): Pattern[] {
  if (next === '(' || next === '[') {
    const inner = readChoice(reader);
    const close = next === '(' ? ')' : ']';
    if (reader.pieces[reader.at] !== close) throw new PatternError(`"${next}" is not closed by "${close}"`);
    reader.at++;
    return [next === '(' ? inner : { kind: 'choice', of: [inner, { kind: 'sequence', parts: [] }] }];
  }
  if (next === '^') return [{ kind: 'start' }];
  if (next === '$') return [{ kind: 'end' }];
  if (next.startsWith('...')) return [{ kind: 'gap', most: next === '...' ? 4 : Number(next.slice(3)) }];
  if (next.startsWith('<')) return [readKind(next.slice(1, -1))];
  if (next.startsWith('{')) return [readCue(next.slice(1, -1), reader.cues)];
  return readWords(next);
}

function readKind(name: string): Pattern {
  const kind = wordKinds.find((known) => known === name.toLowerCase());
  if (!kind) throw new PatternError(`<${name}> is not a kind of word; known are ${wordKinds.join(', ')}`);
  return { kind: 'one', of: kind };
}

function readCue(name: string, cues: CuePatterns): Pattern {
  const pattern = cues.get(name.toLowerCase());
  if (!pattern)
    throw new PatternError(`there is no cue {${name}} above this one, or in the files this card uses`);
  return pattern;
}

function wordsOf(plain: string): { word: string; stem: string }[] {
  return respell(plain).map((word) => ({ word, stem: stemOf(word) }));
}

/** One written word may be several in the usual spelling ("what's"), and then all of them must follow. */
function readWords(written: string): Pattern[] {
  const exact = written.startsWith('=');
  const plain = exact ? written.slice(1) : written;
  // Most words of a pack need no more than their usual spelling; the rest go the way of a turn's text.
  const tokens = /^[a-z]+$/.test(plain) && !fillers.has(plain) ? wordsOf(plain) : tokenise(plain).tokens;
  if (tokens.length === 0) throw new PatternError(`"${written}" is a sound that is never looked at`);
  return tokens.map(({ word, stem }) => ({
    kind: 'word',
    word,
    stem,
    exact,
    key: exact ? `=${word}` : word,
  }));
}
