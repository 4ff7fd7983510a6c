import type { Finding } from '../../model/judgement.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import type { Match } from '../text/match.ts';
import { type Found, matchesIn, overlaps } from './find.ts';
import type { Category, Lexicon } from './lexicon.ts';
import { endsClause, reachBefore } from './reach.ts';

export type Status = NonNullable<Finding['status']>;

/** The strongest first. */
export const strength: readonly Status[] = ['asserted', 'possible', 'resolved', 'denied', 'context', 'asked'];

const negatedWithin = 7;
const contextWithin = 9;

/** What a hit on the caller's side says of its category. */
export function statusOf(
  hit: Found,
  category: Category,
  lexicon: Lexicon,
  turn: HeardTurn,
  call: HeardCall,
): Status {
  const { manner } = lexicon;
  const { tokens } = turn;
  const find = (list: typeof manner.negators) => matchesIn(list, turn, call);
  const sentence = tokens[hit.from]!.sentence;
  const inSentence = (match: Match) => tokens[match.from]!.sentence === sentence;

  if (matchesIn(category.cancel, turn, call).some((over) => over.from >= hit.from)) return 'resolved';
  const near = (match: Match) =>
    inSentence(match) && match.from - hit.to < contextWithin && hit.from - match.to < contextWithin;
  if (find(manner.context).some((match) => near(match) && !overlaps(match, hit))) return 'context';
  if (find(manner.corrects).some(({ from }) => from >= hit.to && from <= hit.to + 1)) return 'denied';

  const reach = reachBefore(tokens, hit, find(manner.breakers));
  const doubted = find(manner.uncertain).some(({ from, to }) => from >= reach && to <= hit.from + 1);
  if (doubted || isDoubtedAfter(hit, find(manner.uncertainAfter), turn)) return 'possible';
  const question = questionOf(hit, turn);
  if (question) return question;
  if (isDenied(hit, reach, category, lexicon, turn, call)) return 'denied';
  return 'asserted';
}

/** "a gun or something", "he's been shot, I think": not when the doubt opens what follows. */
function isDoubtedAfter(hit: Match, doubts: readonly Match[], { tokens }: HeardTurn): boolean {
  return doubts.some(({ from, to }) => {
    if (from < hit.to || from > hit.to + 2 || tokens[from]!.sentence !== tokens[hit.from]!.sentence)
      return false;
    return tokens[from]!.word === 'or' || endsClause(tokens, to);
  });
}

/**
 * What a question of the caller's makes of a hit: "is he having a heart attack?" leaves it possible, "should we do
 * CPR?" and a question to somebody else only ask.
 */
function questionOf(hit: Match, { tokens, questions }: HeardTurn): Status | undefined {
  const start = questions.findLast((at) => at <= hit.from && hit.from - at <= questionReach);
  if (start === undefined || tokens[start]!.sentence !== tokens[hit.from]!.sentence) return undefined;
  const opening = tokens
    .slice(start, start + 6)
    .map(({ word }) => word)
    .join(' ');
  if (possibleQuestion.test(opening)) return 'possible';
  return askingQuestion.test(opening) ? 'asked' : undefined;
}

const questionReach = 9;
const possibleQuestion =
  /^(?:\w+ ){0,2}?(?:(?:is|was|did|does|has|am|are|could) (?:he|she|it|they|that|this|i|there|someone)|(?:do|did) you think)\b/;
const askingQuestion =
  /^(?:\w+ ){0,2}?(?:should (?:i|we|he|she|my)|(?:do|did|are|have|does|is|has) (?:you|your)|any)\b/;

/** A "no" before these answers something; before anything else it says there is none of it. */
const noAnswers =
  /^(an?|the|my|his|her|our|your|their|this|that|it|i|he|she|we|they|you|there|yes|please|wait)$/;

function isDenied(
  hit: Found,
  reach: number,
  category: Category,
  { manner }: Lexicon,
  turn: HeardTurn,
  call: HeardCall,
): boolean {
  if (category.inherent || hit.negated) return false;
  const { tokens } = turn;
  const negators = matchesIn(manner.negators, turn, call);
  const affirms = matchesIn(manner.affirms, turn, call);
  const from = Math.max(reach, hit.from - negatedWithin);
  const denies = (negator: Match) => {
    if (negator.from < from || negator.from >= hit.to || affirms.some((match) => overlaps(match, negator)))
      return false;
    return tokens[negator.from]!.word !== 'no' || !noAnswers.test(tokens[negator.to]?.word ?? '');
  };
  return negators.some(denies) || isAnsweredNo(hit, turn);
}

/** "any guns no", "a gun, no". */
function isAnsweredNo(hit: Match, { tokens }: HeardTurn): boolean {
  const after = tokens[hit.to];
  if (!after || after.sentence !== tokens[hit.from]!.sentence || after.word !== 'no') return false;
  return (
    endsClause(tokens, hit.to + 1) ||
    /^(not|nothing|none|sir|maam|no|i|he|she|they)$/.test(tokens[hit.to + 1]!.word)
  );
}
