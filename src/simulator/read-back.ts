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
  /** Whether that sentence asks for more: "Oak Terrace, what number?" */
  asksMore: boolean;
}

const leastDigits = 2;

/**
 * Whether the trainee says back something with a number or a name that was told: "sixty six Oak Terrace?". It is
 * right when its numbers are the record's; a wrong one is corrected by the caller.
 */
export function readBackIn(listened: Listened, state: DrillState, play: Playable): ReadBack | null {
  let wrong: ReadBack | null = null;
  for (const { fact: id } of state.told) {
    const fact = factOf(id, play);
    const said = compared(marksOf(fact.format.value), listened);
    if (!said) continue;
    const { sentence } = said;
    const readBack: ReadBack = {
      fact,
      right: said.right,
      sentence,
      asksMore: hasQuestionWord(sentence, listened),
    };
    if (said.right) return readBack;
    wrong ??= readBack;
  }
  return wrong;
}

interface Marks {
  names: string[];
  numbers: string[];
}

/** Whether the marks of a fact are said, rightly or with another number; null when the turn is not about it. */
function compared(marks: Marks, { turn }: Listened): { right: boolean; sentence: number } | null {
  const runs = turn.numbers.filter(({ digits }) => digits.length >= leastDigits);
  const named = turn.tokens.find(
    ({ word, stem }) => marks.names.includes(word) || marks.names.includes(stem),
  );
  const isSaid = (number: string) => runs.some(({ digits }) => digits.includes(number));
  const numbersRight = marks.numbers.every(isSaid);
  const like = runs.find(({ digits }) => marks.numbers.some((number) => isLike(number, digits)));
  const at =
    named ?? (like ? turn.tokens[like.from] : undefined) ?? (runs[0] ? turn.tokens[runs[0].from] : undefined);
  if (!at) return null;
  const { sentence } = at;
  if (marks.names.length > 0) {
    if (!named) return null;
    if (numbersRight) return { right: true, sentence };
    return runs.length > 0 ? { right: false, sentence } : null;
  }
  if (marks.numbers.length === 0) return null;
  if (numbersRight) return { right: true, sentence };
  return like ? { right: false, sentence } : null;
}

const longNumber = 5;

/** A long number that begins alike and differs: a wrong digit in a telephone number. */
function isLike(number: string, said: string): boolean {
  return (
    number.length >= longNumber && said.length === number.length && said.slice(0, 2) === number.slice(0, 2)
  );
}

function hasQuestionWord(sentence: number, { turn }: Listened): boolean {
  return turn.tokens.some(
    (token) => token.sentence === sentence && /^(what|which|where|who|how|when)$/.test(token.word),
  );
}

function marksOf(value: string): Marks {
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
