import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { NotedOption } from '../packs/notes.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import { likeliest, placeOf } from './signs.ts';
import { callFinding } from './transcript.ts';

/** What a call is about is said early: the weight of a turn by its place among those of its speaker. */
const weights = { openingTurns: 3, earlyTurns: 6, early: 0.5, later: 0.2 };
const leastWords = 3;

/** Why the customer calls. */
export function intentFindings(
  call: JudgedCall,
  heard: HeardCall,
  intents: readonly NotedOption[],
): Finding[] {
  const found = likeliest(intents, heard, earlyFirst(heard));
  if (!found) return [];
  const { option, weighed, confidence } = found;
  return [
    callFinding(call, {
      kind: 'intent',
      type: option.id,
      value: option.title,
      confidence,
      ...(weighed.best ? placeOf(weighed.best) : {}),
    }),
  ];
}

/** Turns of a word or two ("yes", a number) do not use up the opening. */
function earlyFirst(heard: HeardCall): (turn: HeardTurn) => number {
  const order = new Map<HeardTurn, number>();
  const counts = new Map<number, number>();
  for (const turn of heard.turns) {
    const count = counts.get(turn.leg) ?? 0;
    order.set(turn, count);
    if (turn.tokens.length >= leastWords) counts.set(turn.leg, count + 1);
  }
  return (turn) => {
    const place = order.get(turn) ?? 0;
    if (place < weights.openingTurns) return 1;
    return place < weights.earlyTurns ? weights.early : weights.later;
  };
}
