import type { HeardCall, HeardTurn } from '../text/hear.ts';
import type { Match } from '../text/match.ts';
import { matchesIn } from './find.ts';
import type { Lexicon } from './lexicon.ts';
import { endsClause } from './reach.ts';

export type AnswerKind = 'yes' | 'no' | 'unsure';

export interface SpokenAnswer {
  kind: AnswerKind;
  /** The words that answer. */
  words: Match;
}

/** Words that may stand before an answer. */
const lead =
  /^(oh|well|so|and|like|i|mean|god|okay|sir|maam|honestly|no|yes|right|please|some|a|little|bit|just|yet)$/;
/** What may follow a "no" that answers; "no gas" answers only for the gas. */
const afterNo =
  /^(no|not|nothing|none|never|nobody|i|he|she|we|they|you|it|there|that|this|these|the|a|my|his|her|our|just|but|and|only|what|please|sir|maam|because|so|okay|wait|thank|oh|dude|man|god|lord|of|way|everything|everyone|all|well|actually|don|do|sweetie|honey|hon|yes|don't|like|is|was|who|where|why|how|when|one|two|five)$/;

/** Whether a turn opens with a yes, a no or an "I don't know". */
export function answerIn(turn: HeardTurn, call: HeardCall, lexicon: Lexicon): SpokenAnswer | undefined {
  const { yes, no, unsure } = lexicon.answers;
  const opening = (kind: AnswerKind, list: typeof yes): SpokenAnswer[] =>
    matchesIn(list, turn, call)
      .filter((match) => isAnswer(kind, match, turn))
      .map((words) => ({ kind, words }));
  const order: Record<AnswerKind, number> = { unsure: 0, no: 1, yes: 2 };
  const answers = [...opening('unsure', unsure), ...opening('no', no), ...opening('yes', yes)];
  return answers.sort((a, b) => a.words.from - b.words.from || order[a.kind] - order[b.kind])[0];
}

const shortAnswerTokens = 7;

/** "Her right side, yes": a yes or no of one word, a clause of its own, that ends a short turn. */
function isLastWord(kind: AnswerKind, { from, to }: Match, tokens: HeardTurn['tokens']): boolean {
  if (kind === 'unsure' || to - from !== 1 || to !== tokens.length || to > shortAnswerTokens) return false;
  return /^(yes|no)$/.test(tokens[from]!.word) && tokens[from - 1]!.clause !== tokens[from]!.clause;
}

function isAnswer(kind: AnswerKind, { from, to }: Match, { tokens }: HeardTurn): boolean {
  if (!tokens.slice(0, from).every(({ word }) => lead.test(word)))
    return isLastWord(kind, { from, to }, tokens);
  // "I don't" answers; "I don't feel well" tells.
  if (kind !== 'unsure' && to - from <= 3 && /^(i|he|she|they|we|it|there)$/.test(tokens[from]!.word))
    return endsClause(tokens, to);
  if (to - from !== 1 || tokens[from]!.word !== 'no') return true;
  const next = tokens[to];
  return !next || next.clause !== tokens[from]!.clause || afterNo.test(next.word);
}
