import { alphabetLetter, letterOf } from './letters.ts';
import { isNumberWord, type NumberRun } from './numbers.ts';
import type { Token } from './tokens.ts';

/** Letters and digits given one after the other: "d as in dog seven seven one", "BD500218", "t i l l e r y". */
export interface Code {
  /** Capital letters and digits. */
  value: string;
  letters: number;
  digits: number;
  /** Tokens, end exclusive. */
  from: number;
  to: number;
  /** How many pieces were said or written apart. */
  pieces: number;
}

interface Piece {
  value: string;
  to: number;
  /** Cannot begin or end a code, only stand between two sure ones. */
  weak: boolean;
}

interface Heard {
  text: string;
  tokens: readonly Token[];
  numberAt: ReadonlyMap<number, NumberRun>;
}

/** What a recogniser writes for a digit that stands between others. */
const soundsLikeDigit: Record<string, string> = {
  to: '2',
  too: '2',
  for: '4',
  ate: '8',
  won: '1',
  tree: '3',
};

/** All codes of a turn that have at least two characters, left to right. */
export function codesIn(heard: Heard): Code[] {
  const codes: Code[] = [];
  for (let at = 0; at < heard.tokens.length; ) {
    const code = codeAt(heard, at);
    if (code) codes.push(code);
    at = code ? code.to : at + 1;
  }
  return codes;
}

function codeAt(heard: Heard, from: number): Code | undefined {
  const pieces: Piece[] = [];
  let at = from;
  for (;;) {
    const piece = pieceAt(heard, at, pieces.length > 0);
    if (!piece) break;
    pieces.push(piece);
    at = piece.to;
    if (!flowsOn(heard, at)) break;
  }
  while (pieces.length > 0 && pieces.at(-1)!.weak && !endsCode(heard, pieces)) pieces.pop();
  if (pieces.length === 0 || (pieces[0]!.weak && pieces.length < 3)) return undefined;
  const value = pieces.map((piece) => piece.value).join('');
  if (value.length < 2) return undefined;
  const digits = value.replaceAll(/\D/g, '').length;
  return {
    value,
    letters: value.length - digits,
    digits,
    from,
    to: pieces.at(-1)!.to,
    pieces: pieces.length,
  };
}

/** Whether a last "a", "i" or "o" is a letter: after several letters, or where nothing follows it. */
function endsCode({ text, tokens }: Heard, pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1)!;
  if (last.value === '') return false;
  const letters = pieces.slice(0, -1).filter((piece) => /^[A-Z]$/.test(piece.value)).length;
  const token = tokens[last.to - 1]!;
  const next = tokens[last.to];
  if (letters >= 3 || /^-?[A-Z]$/.test(text.slice(token.start, token.end))) return true;
  return next === undefined || next.clause !== token.clause;
}

/** Whether the next token may belong to the same code: no full stop between, and no bracket or slash. */
function flowsOn({ text, tokens }: Heard, at: number): boolean {
  const [before, next] = [tokens[at - 1], tokens[at]];
  if (!before || !next) return false;
  return /^[ ,\-–.()#]{0,4}$/.test(text.slice(before.end, next.start));
}

function pieceAt(heard: Heard, at: number, inside: boolean): Piece | undefined {
  const token = heard.tokens[at];
  if (!token) return undefined;
  const run = heard.numberAt.get(at);
  if (run) return { value: run.digits, to: run.to, weak: false };
  if (isNumberWord(token.word)) return undefined;
  const next = heard.tokens[at + 1];
  const glued = next !== undefined && token.end === next.start && /^\d/.test(next.word);
  const raw = heard.text.slice(token.start, token.end);
  if (/^[a-z]{1,3}$/.test(token.word) && (glued || (/^[A-Z]{2,3}$/.test(raw) && codeFollows(heard, at))))
    return spelled(heard, at, token.word.toUpperCase());
  const letter = letterOf(token.word);
  if (letter) {
    const beside = inside || besideCode(heard, at + 1);
    const explained = asInAt(heard, at + 1, letter.letter);
    if (letter.sure || explained) return spelled(heard, at, letter.letter.toUpperCase());
    return beside
      ? { ...spelled(heard, at, letter.letter.toUpperCase()), weak: !inside || !besideCode(heard, at + 1) }
      : undefined;
  }
  if (inside && (token.word === 'dash' || token.word === 'hyphen') && besideCode(heard, at + 1))
    return { value: '', to: at + 1, weak: true };
  const before = heard.tokens[at - 1]?.word ?? '';
  const sounds = Object.hasOwn(soundsLikeDigit, token.word) ? soundsLikeDigit[token.word] : undefined;
  if (
    inside &&
    sounds &&
    (isNumberWord(before) || before === 'oh') &&
    /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d)$/.test(heard.tokens[at + 1]?.word ?? '')
  )
    return { value: sounds, to: at + 1, weak: false };
  return alphabetPiece(heard, at, inside);
}

/** "whiskey", "x ray", "double b". */
function alphabetPiece(heard: Heard, at: number, inside: boolean): Piece | undefined {
  const { tokens } = heard;
  const word = tokens[at]!.word;
  const following = tokens[at + 1]?.word ?? '';
  if (word === 'double') {
    const letter = letterOf(following);
    if (letter?.letter === 'u') return { value: 'W', to: at + 2, weak: false };
    return letter ? { value: letter.letter.toUpperCase().repeat(2), to: at + 2, weak: false } : undefined;
  }
  const letter = alphabetLetter(word);
  if (letter && (inside || alphabetLetter(following) || besideCode(heard, at + 1)))
    return { value: letter.toUpperCase(), to: at + 1, weak: !inside && !besideCode(heard, at + 1) };
  return undefined;
}

function besideCode({ tokens, numberAt }: Heard, at: number): boolean {
  const word = tokens[at]?.word ?? '';
  return numberAt.has(at) || letterOf(word)?.sure === true || alphabetLetter(word) !== undefined;
}

function codeFollows(heard: Heard, at: number): boolean {
  return besideCode(heard, at + 1) || asInAt(heard, at + 1, heard.tokens[at]!.word.charAt(0)) !== undefined;
}

/** A letter with what explains it: "b as in boy", "d like david", "PM, like Peter Mary". */
function spelled(heard: Heard, at: number, value: string): Piece {
  return {
    value,
    to: asInAt(heard, at + 1, value.charAt(0).toLowerCase(), value.length) ?? at + 1,
    weak: false,
  };
}

function asInAt({ tokens }: Heard, at: number, letter: string, words = 1): number | undefined {
  const first = tokens[at]?.word;
  if (letter === 'x' && first === 'ray') return at + 1;
  const to =
    first === 'as' && tokens[at + 1]?.word === 'in'
      ? at + 2
      : first === 'like' || first === 'for'
        ? at + 1
        : -1;
  const example = tokens[to]?.word;
  if (to < 0 || !example || example.length < 2 || !example.startsWith(letter)) return undefined;
  return Math.min(tokens.length, to + words);
}
