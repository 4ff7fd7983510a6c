import { isEnglish } from '../analysis/findings/entities/names.ts';
import { type HeardCall, type HeardTurn, hear } from '../analysis/text/hear.ts';
import { partsForTheJudge } from '../analysis/text/injection.ts';
import { isProper } from '../analysis/text/match.ts';
import type { Turn } from '../model/call.ts';

/** One turn of the trainee, ready for the rules of analysis; null when there are no words in it. */
export interface Listened {
  turn: HeardTurn;
  call: HeardCall;
}

/** @param text what the trainee said */
export function listen(text: string): Listened | null {
  const turns: Turn[] = [
    { index: 0, leg: 0, role: 'agent', startMs: 0, endMs: 0, text, words: [], confidence: null },
  ];
  // In a single turn "by the window" must not pass for "bye".
  const call = hear({ turns, metrics: null }, { soundAlikes: false });
  const [turn] = call.turns;
  return turn ? { turn, call } : null;
}

/** Words that speak to a program or a judge instead of to a caller. */
export function isForTheMachine({ turn }: Listened): boolean {
  return partsForTheJudge(turn.tokens).length > 0;
}

const yesNoStart = /^(is|are|was|were|do|does|did|can|could|will|would|has|have|had|should)$/;
const yesNoRequest =
  /\b(yes or no|(say|answer|just) (a )?(yes|no)|(press|tap|push|hit|touch) (a|any|the|one|once|twice)|cough|key)\b/;

/** Whether yes or no, or a key pressed, would answer it. */
export function isYesNoQuestion({ turn }: Listened): boolean {
  if (yesNoRequest.test(turn.said)) return true;
  return turn.questions.some((start) => yesNoStart.test(turn.tokens[start]!.word));
}

/** More than half of the words belong to no language anybody here speaks. */
export function isNonsense({ turn }: Listened): boolean {
  const odd = turn.tokens.filter((token) => isProper({ ...token, capital: false }) && !isEnglish(token.word));
  return odd.length * 2 > turn.tokens.length;
}

const backchannel =
  /^(yes|okay|right|sure|all right|alright|good|mm|uh|got it|i see|go on)( (okay|right|yes|good))?$/;

/** A word that says "I am listening" and takes the turn from nobody. */
export function isBackchannel({ turn }: Listened): boolean {
  return backchannel.test(turn.said);
}
