import type { Sought } from '../packs/incidents.ts';
import type { Hearing, Hit } from '../rules/observed.ts';
import { hitsInCall } from '../rules/phrases.ts';
import { isBy, type Speaker } from '../rules/window.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';

/** Where something is told of: what is only asked counts where the other side says yes to it. */
export function toldOf(sought: Sought, hearing: Hearing): { holds: boolean; hits: Hit[] } {
  const { call } = hearing;
  if ('observe' in sought) {
    const observed = sought.observe(hearing);
    return { holds: observed.holds === true, hits: observed.holds ? observed.hits : [] };
  }
  const first = sought.first === undefined ? undefined : firstTurns(sought.by, sought.first, call);
  const hits = hitsInCall(sought.phrases, call).filter(
    (hit) =>
      isBy(hit.turn, sought.by) &&
      (first?.has(hit.turn) ?? true) &&
      (hit.turn.role !== 'agent' || !isAsked(hit) || answersYes(hit.turn, call)),
  );
  return { holds: hits.length > 0, hits };
}

function firstTurns(by: Speaker, most: number, call: HeardCall): ReadonlySet<HeardTurn> {
  return new Set(call.turns.filter((turn) => isBy(turn, by)).slice(0, most));
}

/** Whether the words stand in a question of their turn. */
function isAsked({ turn, from }: Hit): boolean {
  const question = turn.questions.findLast((at) => at <= from);
  return question !== undefined && turn.tokens[question]!.sentence === turn.tokens[from]!.sentence;
}

const yes =
  /^(okay |oh |well |i think |um )*(yes|right|correct|he did|she did|it is|he is|she is|they did|i did|i think so|that is)\b/;

function answersYes(asked: HeardTurn, call: HeardCall): boolean {
  const answer = call.turns[asked.place + 1];
  return answer !== undefined && answer.role !== 'agent' && yes.test(answer.said);
}
