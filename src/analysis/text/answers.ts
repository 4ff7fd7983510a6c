import { agrees } from './agreement.ts';
import type { HeardTurn } from './hear.ts';

/** What a turn says to a question that can be answered with yes or no. */
type YesNo = 'yes' | 'no' | 'unknown';

export interface AnswerTurn {
  answer: YesNo;
  /** Place of the turn that answers. */
  place: number;
}

const lead = '(?:oh |well |okay |so |uh |and |god |please |i mean |um |like |yes but |just )*';
const subject = '(?:i|he|she|it|they|we|there|that|this|you)';
const helper = '(?:is|are|am|was|were|do|does|did|have|has|had|can|could|will|would|should|might)';
const unknown = new RegExp(
  `^${lead}(?:no )?(?:i )?(?:(?:do|did|could|can|would) not (?:really )?(?:know|see|tell|remember)|not sure|no idea|have no idea|no clue|am not sure|maybe|might|i guess|possibly|could be|not certain|(?:he|she|it|they) might|who knows|hard to (?:say|tell))\\b`,
);
const no = new RegExp(
  `^${lead}(?:no|not|never|none|nobody|nothing|negative|neither|${subject} ${helper} not|${subject} (?:never|can not|will not))\\b`,
);
const yes = new RegExp(
  `^${lead}(?:yes|correct|right|sure|absolutely|definitely|affirmative|of course|a little|a lot|kind of|sort of|barely|${subject} (?:${helper}|got)(?! not)\\b)`,
);
/** "no yes he is": the second word is the answer. */
const turnedAround = new RegExp(
  `^${lead}no (?:yes\\b|(?:he is|she is|it is|they are|there is|i am|i do|i have|he does|she does)$)`,
);

/** Whether a turn, taken as an answer, says yes or no, or that the speaker does not know; null when it does neither. */
function yesOrNo(turn: Pick<HeardTurn, 'said'>): YesNo | null {
  const { said } = turn;
  if (unknown.test(said)) return 'unknown';
  if (turnedAround.test(said)) return 'yes';
  if (no.test(said)) return 'no';
  if (yes.test(said) || agrees(turn)) return 'yes';
  return null;
}

const answerWithinMs = 8000;
const answerWithinTurns = 2;

/**
 * What was answered to the question at `place`: the first words of the next turn of somebody else, begun within
 * eight seconds. Null when nobody asked there, nobody answered, or the answer is neither yes nor no.
 */
export function answerTo(turns: readonly HeardTurn[], place: number): AnswerTurn | null {
  const asked = turns[place];
  if (!asked || asked.questions.length === 0) return null;
  for (let at = place + 1; at < turns.length && at <= place + answerWithinTurns; at++) {
    const turn = turns[at]!;
    if (turn.startMs - asked.endMs > answerWithinMs) return null;
    if (turn.leg === asked.leg) {
      // Another question before anybody answered: the answer belongs to that one.
      if (turn.questions.length > 0) return null;
      continue;
    }
    const answer = yesOrNo(turn);
    if (answer) return { answer, place: at };
  }
  return null;
}
