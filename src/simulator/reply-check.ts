import { isEnglish } from '../analysis/findings/entities/names.ts';
import { isNumberWord, numberRuns } from '../analysis/text/numbers.ts';
import { type Token, tokenise } from '../analysis/text/tokens.ts';

export interface ReplyProblem {
  kind: 'number' | 'name' | 'withheld' | 'too_long' | 'stage_direction';
  /** The words that are not allowed. */
  text: string;
}

export const mostReplyWords = 25;

/** Written with a capital in everyday talk, whoever speaks. */
const everyday = new Set(
  'i god lord jesus oh tv english spanish mom mommy momma dad daddy maam sir okay ok mister'.split(' '),
);
/** Words that give nothing away. */
const plain = new Set(
  `a about after again all am an and any are as at be been before but by can come could did do does for from get go
  got had has have he her here him his how i if in into is it its just last like me my no not now of off on one or our
  out over own right said say she so some that the their them then there they this to too up us very was we were what
  when where which who will with would yes you your still only old back down years minutes ago`.split(/\s+/),
);

/**
 * Whether a reply keeps to the role: every number and name in it stands in what may be said now (`allowed`: facts
 * that are told or being told, in their own words), it holds no word that only a withheld fact has, it is short, and
 * it describes no gestures. Guards whoever puts the reply into words.
 */
export function checkReply(
  reply: string,
  { allowed, withheld }: { allowed: readonly string[]; withheld: readonly string[] },
): ReplyProblem[] {
  const { tokens } = tokenise(reply);
  const may = vocabularyOf(allowed);
  const hidden = hiddenWords(withheld, may.words);
  const problems: ReplyProblem[] = [];
  if (/[*[\](){}<>_#]/.test(reply)) problems.push({ kind: 'stage_direction', text: reply });
  const words = reply.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
  if (words > mostReplyWords) problems.push({ kind: 'too_long', text: `${words} words` });
  for (const run of numberRuns(tokens)) {
    if (isIdle(run.digits, tokens[run.from]!) || isKnownNumber(run.digits, may.numbers)) continue;
    problems.push({ kind: 'number', text: run.digits });
  }
  for (const token of tokens) {
    if (may.words.has(token.word) || may.words.has(token.stem)) continue;
    if (isName(token, reply)) problems.push({ kind: 'name', text: token.word });
    else if (hidden.has(token.word) && !isNumberWord(token.word))
      problems.push({ kind: 'withheld', text: token.word });
  }
  return problems;
}

/** "No one", "that one": a one that counts nothing. */
function isIdle(digits: string, token: Token): boolean {
  return digits === '1' && token.word === 'one';
}

const leastOfPart = 3;

/** The number itself, or a part of a long one that is read out piece by piece. */
function isKnownNumber(digits: string, known: ReadonlySet<string>): boolean {
  if (known.has(digits)) return true;
  return digits.length >= leastOfPart && [...known].some((number) => number.includes(digits));
}

function isName(token: Token, text: string): boolean {
  if (/\d/.test(token.word) || everyday.has(token.word)) return false;
  if (token.capital) return true;
  const opensSentence = /^\p{Lu}\p{Ll}/u.test(text.slice(token.start, token.start + 2));
  return opensSentence && !isEnglish(token.word) && !isEnglish(token.stem);
}

function vocabularyOf(texts: readonly string[]): { words: Set<string>; numbers: Set<string> } {
  const words = new Set<string>();
  const numbers = new Set<string>();
  for (const text of texts) {
    const { tokens } = tokenise(text);
    for (const { word, stem } of tokens) words.add(word).add(stem);
    for (const run of numberRuns(tokens)) {
      numbers.add(run.digits);
      for (const group of run.groups) numbers.add(group);
    }
  }
  return { words, numbers };
}

function hiddenWords(withheld: readonly string[], known: ReadonlySet<string>): Set<string> {
  const words = withheld.flatMap((text) => tokenise(text).tokens.map(({ word }) => word));
  return new Set(words.filter((word) => word.length > 2 && !plain.has(word) && !known.has(word)));
}
