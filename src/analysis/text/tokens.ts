import { digitWord } from './digit-words.ts';
import { withDroppedG } from './dropped-g.ts';
import { fillers, respell, stemOf } from './spelling.ts';

/** One word of a turn in its usual spelling, with the place in the turn's text it came from. */
export interface Token {
  word: string;
  stem: string;
  /** Characters of the turn's text, end exclusive. */
  start: number;
  end: number;
  /** Counts up at `. ? !`; a transcript without punctuation is one sentence. */
  sentence: number;
  /** Counts up at commas and the like too. */
  clause: number;
  /** Written with a capital, not at the start of a sentence. */
  capital: boolean;
}

export interface Tokens {
  tokens: Token[];
  /** Sentences that end in a question mark. */
  questions: Set<number>;
  /** Whether the text has any punctuation that ends a sentence. */
  punctuated: boolean;
}

/** Tokens as one line of text, for regular expressions, and the way back from a place in it to its token. */
export function joinWords(tokens: readonly Token[]): { said: string; tokenAt(offset: number): number } {
  const starts: number[] = [];
  let length = 0;
  for (const token of tokens) {
    starts.push(length);
    length += token.word.length + 1;
  }
  return {
    said: tokens.map((token) => token.word).join(' '),
    tokenAt(offset) {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

const piece =
  /\[[^\]]*\]|<[^>]*>|\([^)\d]*\)|[$€£]?\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th)(?!\p{L}))?|[\p{L}'’]+|[.?!…]+|[,;:—]|[&@%]/giu;
const symbols: Record<string, string> = { '&': 'and', '@': 'at', '%': 'per cent' };

/** "uh huh", "mm hmm", "uh uh": answers made of sounds that are fillers elsewhere. */
const soundAnswers: Record<string, string> = {
  'uh huh': 'yes',
  'mm hmm': 'yes',
  'mhm ': 'yes',
  'mm hm': 'yes',
  'uh uh': 'no',
  'nuh uh': 'no',
};

/** "your" before these is a recogniser's "you're". */
const youAre = /^(welcome|right|okay|doing|going|calling|getting|having|looking|asking|saying|not|so|very)$/;

/** "Mr.", "Apt." and the like end no sentence. */
function isTitle(text: string, dot: number): boolean {
  return /(?:^|[^\p{L}])(?:mr|mrs|ms|dr|apt|ste|bldg)$/iu.test(text.slice(Math.max(0, dot - 5), dot));
}

/** Splits a turn's text. Sounds in brackets, fillers and stutters leave no token. */
export function tokenise(text: string): Tokens {
  const tokens: Token[] = [];
  const questions = new Set<number>();
  const pieces = [...text.matchAll(piece)];
  let sentence = 0;
  let clause = 0;
  let punctuated = false;
  let opensSentence = true;
  for (let i = 0; i < pieces.length; i++) {
    const raw = pieces[i]![0];
    const start = pieces[i]!.index;
    if (/^[.?!…]/.test(raw)) {
      if (raw === '.' && isTitle(text, start)) continue;
      punctuated = true;
      if (raw.includes('?')) questions.add(sentence);
      sentence++;
      clause++;
      opensSentence = true;
      continue;
    }
    if (/^[,;:—]$/.test(raw)) {
      clause++;
      continue;
    }
    if (/^[[<(]/.test(raw)) continue;
    const following = (pieces[i + 1]?.[0] ?? '').toLowerCase();
    const answer = soundAnswers[`${raw.toLowerCase()} ${following}`];
    const end = start + raw.length;
    const at = { start, end, sentence, clause, capital: !opensSentence && /^\p{Lu}\p{Ll}/u.test(raw) };
    if (answer) i++;
    for (const word of answer ? [answer] : wordsOf(raw, following))
      push(tokens, { ...at, word, stem: stemOf(word) });
    opensSentence = false;
  }
  return { tokens, questions, punctuated };
}

function wordsOf(raw: string, following: string): string[] {
  const word = raw.toLowerCase().replaceAll('’', "'");
  if (/\d/.test(word)) return numberWords(word);
  if (Object.hasOwn(symbols, word)) return symbols[word]!.split(' ');
  if (word === 'mhm') return ['yes'];
  if (fillers.has(word)) return [];
  if (word === 'your' && youAre.test(following)) return ['you', 'are'];
  return respell(/^\p{Lu}/u.test(raw) ? word : withDroppedG(word.replace(/in'$/, 'in')));
}

function numberWords(word: string): string[] {
  const money = /^[$€£]/.test(word);
  const digits = (money ? word.slice(1) : word).replaceAll(/,(?=\d{3})/g, '');
  if (digits === '911') return ['nine', 'one', 'one'];
  const spoken = digits.length === 1 ? digitWord(digits) : digits;
  return money ? [spoken, 'dollars'] : [spoken];
}

/** A word said twice in a row is a stutter; a number said twice is not. */
function push(tokens: Token[], token: Token): void {
  const last = tokens.at(-1);
  const repeated = last?.word === token.word && last.sentence === token.sentence && last.end !== token.end;
  if (repeated && !/\d|^(zero|oh|one|two|three|four|five|six|seven|eight|nine|no|yes)$|^.$/.test(token.word))
    return;
  tokens.push(token);
}
