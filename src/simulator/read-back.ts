import { isProper } from '../analysis/text/match.ts';
import { numberRuns } from '../analysis/text/numbers.ts';
import { type Token, tokenise } from '../analysis/text/tokens.ts';
import type { DrillState } from '../model/drill.ts';
import type { Listened } from './listen.ts';
import { factOf, type Playable, type PlayableFact } from './playable.ts';

/** A told fact that the trainee said back, and whether it was right. */
export interface ReadBack {
  fact: PlayableFact;
  right: boolean;
  /** The sentence it was said back in. */
  sentence: number;
}

const leastDigits = 2;

/**
 * Whether the trainee says back something with a number or a name that was told: "sixty six Oak Terrace?". It is
 * right when its numbers are the record's; a wrong one is corrected by the caller.
 */
export function readBackIn({ turn }: Listened, state: DrillState, play: Playable): ReadBack | null {
  const said = new Set(turn.tokens.flatMap(({ word, stem }) => [word, stem]));
  const numbers = turn.numbers.map((run) => run.digits);
  let wrong: ReadBack | null = null;
  const sentenceOf = (names: readonly string[]) =>
    (turn.tokens.find(({ word }) => names.includes(word)) ?? turn.tokens[turn.numbers[0]?.from ?? 0]!)
      .sentence;
  for (const { fact: id } of state.told) {
    const fact = factOf(id, play);
    const marks = marksOf(fact.format.value);
    const saidNames = marks.names.filter((name) => said.has(name));
    const saidNumbers = marks.numbers.filter((number) => numbers.some((digits) => digits.includes(number)));
    if (marks.numbers.length > 0 && saidNumbers.length === marks.numbers.length) {
      if (marks.names.length === 0 || saidNames.length > 0)
        return { fact, right: true, sentence: sentenceOf(saidNames) };
    }
    if (saidNames.length === 0) continue;
    if (marks.numbers.length === 0) return { fact, right: true, sentence: sentenceOf(saidNames) };
    if (numbers.some((digits) => digits.length >= leastDigits))
      wrong ??= { fact, right: false, sentence: sentenceOf(saidNames) };
  }
  return wrong;
}

function marksOf(value: string): { names: string[]; numbers: string[] } {
  const { tokens } = tokenise(value);
  return {
    names: tokens.filter((token) => isNameIn(value, token)).map(({ word }) => word),
    numbers: numberRuns(tokens)
      .map((run) => run.digits)
      .filter((digits) => digits.length >= leastDigits),
  };
}

/** Written with a capital, and no everyday word when it opens the text. */
function isNameIn(text: string, token: Token): boolean {
  return token.capital || (/^\p{Lu}/u.test(text.slice(token.start)) && isProper(token));
}
