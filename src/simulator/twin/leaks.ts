import { isEnglish } from '../../analysis/findings/entities/names.ts';
import { alphabetLetter, letterOf } from '../../analysis/text/letters.ts';
import { numberRuns } from '../../analysis/text/numbers.ts';
import { type Token, tokenise } from '../../analysis/text/tokens.ts';
import type { Original } from './originals.ts';

/** An original that a text gives away, and the words that do. */
export interface Leak {
  original: Original;
  found: string;
}

/**
 * What of the originals a text holds: their words and parts of them, spelled letter by letter too, written nearly
 * alike or inside another word; their numbers in digits or words, whole or their end.
 */
export function leaksIn(text: string, originals: readonly Original[]): Leak[] {
  const said = saidIn(text);
  return originals.flatMap((original): Leak[] => {
    const found = leakOf(original, said);
    return found === undefined ? [] : [{ original, found }];
  });
}

interface Said {
  tokens: readonly Token[];
  line: string;
  /** Words spelled letter by letter. */
  spelled: readonly string[];
  runs: readonly string[];
  digits: string;
  /** Letters and digits without anything between. */
  compact: string;
}

function saidIn(text: string): Said {
  const { tokens } = tokenise(text);
  const runs = numberRuns(tokens).map((run) => run.digits);
  return {
    tokens,
    line: ` ${tokens.map(({ word }) => word).join(' ')} `,
    spelled: [...lettersIn(tokens, (word) => letterOf(word)?.letter), ...lettersIn(tokens, alphabetLetter)],
    runs,
    digits: runs.join(''),
    compact: text.toLowerCase().replaceAll(/[^\p{L}\d]/gu, ''),
  };
}

const leastSpelled = 3;

function lettersIn(tokens: readonly Token[], letter: (word: string) => string | undefined): string[] {
  const found: string[] = [];
  let run = '';
  for (const { word } of tokens) {
    const next = letter(word);
    if (next !== undefined) {
      run += next;
      continue;
    }
    if (run.length >= leastSpelled) found.push(run);
    run = '';
  }
  if (run.length >= leastSpelled) found.push(run);
  return found;
}

function leakOf({ words, phrases, codes, kind }: Original, said: Said): string | undefined {
  for (const word of words) {
    const token = said.tokens.find((one) => isSame(word, one, kind === 'word'));
    if (token) return token.word;
    if (said.spelled.some((letters) => letters.includes(word))) return word;
    const pieces = kind === 'word' ? undefined : inPieces(word, said.tokens);
    if (pieces !== undefined) return pieces;
  }
  const phrase = phrases.find((one) => said.line.includes(` ${one} `));
  return phrase ?? codes.find((code) => holdsCode(code, said));
}

const leastForLikeness = 5;

function isSame(name: string, { word }: Token, isDoubtful: boolean): boolean {
  if (word === name || word === `${name}s` || `${word}s` === name) return true;
  // What only might be a name is looked for as it stands.
  if (isDoubtful || name.length < leastForLikeness || word.length < leastForLikeness || isEnglish(word))
    return false;
  return word.includes(name) || differByOne(word, name);
}

const mostPieces = 4;

/** A name that a recogniser took for several words: "sag a more". */
function inPieces(name: string, tokens: readonly Token[]): string | undefined {
  if (name.length < leastForLikeness) return undefined;
  for (let from = 0; from < tokens.length; from++) {
    let joined = '';
    for (let to = from; to < Math.min(tokens.length, from + mostPieces); to++) {
      joined += tokens[to]!.word;
      if (to > from && Math.abs(joined.length - name.length) <= 1 && differByOne(joined, name))
        return tokens
          .slice(from, to + 1)
          .map(({ word }) => word)
          .join(' ');
    }
  }
  return undefined;
}

/** Whether two words are one letter apart: changed, left out or added. */
export function differByOne(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(long.length === short.length ? at + 1 : at) === long.slice(at + 1);
}

const longCode = 7;
const endOfCode = 4;
/** From so many digits on a code is looked for inside longer numbers and across a pause. */
const tellingCode = 6;

function holdsCode(code: string, { runs, digits, compact }: Said): boolean {
  if (/\D/.test(code)) return compact.includes(code);
  if (runs.includes(code) || digits === code) return true;
  if (code.length >= tellingCode && digits.includes(code)) return true;
  if (code.length < longCode) return false;
  const end = code.slice(-endOfCode);
  return runs.some((run) => run.endsWith(end));
}
