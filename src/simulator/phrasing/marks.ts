import { isProper } from '../../analysis/text/match.ts';
import type { NumberRun } from '../../analysis/text/numbers.ts';
import { type Token, tokenise } from '../../analysis/text/tokens.ts';

/** Numbers and names of a text: which there are, and which stand side by side. */
export interface Marks {
  all: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
}

interface Place {
  sentence: number;
  clause: number;
  /** The token after it. */
  to: number;
}

/** @param names which words are names */
export function marksOf(
  tokens: readonly Token[],
  runs: readonly NumberRun[],
  names: ReadonlySet<string>,
): Marks {
  const marks: (Place & { mark: string; isNumber: boolean })[] = [];
  tokens.forEach(({ word, clause, sentence }, at) => {
    const run = runs.find(({ from }) => from === at);
    const last = marks.at(-1);
    if (run && counts(run, word)) {
      // "Five five five, oh one four two" is one number, whatever the breath in it.
      const goesOn = last?.isNumber && last.to === at && last.sentence === sentence;
      if (goesOn) Object.assign(last, { mark: last.mark + run.digits, to: run.to, clause });
      else marks.push({ mark: run.digits, isNumber: true, clause, sentence, to: run.to });
    } else if (names.has(word)) marks.push({ mark: word, isNumber: false, clause, sentence, to: at + 1 });
  });
  const pairs = marks.flatMap(({ mark, clause }, at) => {
    const next = marks[at + 1];
    return next?.clause === clause ? [`${mark} ${next.mark}`] : [];
  });
  return { all: new Set(marks.map(({ mark }) => mark)), pairs: new Set(pairs) };
}

/**
 * Whether other words hold the same numbers and names as what is written, side by side as they are there or elsewhere
 * in the same facts: "66 Oak Terrace" is not "Oak 66, Terrace".
 */
export function isMarked(said: Marks, written: Marks, alike: readonly Marks[]): boolean {
  const known = new Set([written, ...alike].flatMap(({ pairs }) => [...pairs]));
  return (
    said.all.size === written.all.size &&
    [...written.all].every((mark) => said.all.has(mark)) &&
    [...written.pairs].every((pair) => said.pairs.has(pair)) &&
    [...said.pairs].every((pair) => known.has(pair))
  );
}

/** "No one" and "that one" count nothing. */
function counts({ digits }: NumberRun, word: string): boolean {
  return !(digits === '1' && word === 'one');
}

/** Whom one calls out to, whoever speaks: that may come and go. */
const calls = new Set('god lord jesus oh tv mom mommy momma dad daddy maam sir okay mister'.split(' '));

/** Words of a text that are names in it. */
export function namesIn(text: string): string[] {
  return tokenise(text)
    .tokens.filter((token) => {
      const isWritten = /^\p{Lu}\p{Ll}/u.test(text.slice(token.start, token.start + 2));
      return isWritten && !calls.has(token.word) && (token.capital || isProper(token));
    })
    .map(({ word }) => word);
}
