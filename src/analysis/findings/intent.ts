import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { NotedOption } from '../packs/notes.ts';
import { saidIn } from '../rules/phrases.ts';
import { isBy } from '../rules/window.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import { likeliest, placeOf } from './signs.ts';
import { callFinding } from './transcript.ts';

/**
 * What a call is about is said early: the weight of a customer's turn by its place from the first that tells
 * something. What they ask for after that is mostly part of the talk.
 */
const customerWeights = [1, 0.5, 0.3, 0.1, 0.05] as const;
/** The agent shows by and by what the call is for. */
const agentWeights = [1, 1, 1, 0.5, 0.5, 0.5, 0.2] as const;
const leastWords = 3;
/** A sign that weighs no more is a hint that fits any call. */
const hintPoints = 1;

/** Why the customer calls. */
export function intentFindings(
  call: JudgedCall,
  heard: HeardCall,
  intents: readonly NotedOption[],
): Finding[] {
  const found = likeliest(intents, heard, earlyFirst(heard, intents));
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

/** Turns of a word or two ("yes", a number) and small talk before the matter do not use up the opening. */
function earlyFirst(heard: HeardCall, intents: readonly NotedOption[]): (turn: HeardTurn) => number {
  const places = new Map<HeardTurn, number>();
  const counts = new Map<number, number>();
  for (const turn of heard.turns) {
    const place = counts.get(turn.leg) ?? 0;
    places.set(turn, place);
    if (turn.tokens.length < leastWords) continue;
    if (place > 0 || tells(turn, heard, intents)) counts.set(turn.leg, place + 1);
  }
  return (turn) => {
    const weights = turn.role === 'agent' ? agentWeights : customerWeights;
    return weights[Math.min(places.get(turn) ?? 0, weights.length - 1)]!;
  };
}

function tells(turn: HeardTurn, heard: HeardCall, intents: readonly NotedOption[]): boolean {
  if (turn.role === 'agent') return true;
  return intents.some(({ signs }) =>
    signs.some(
      ({ by, points, phrases }) => points > hintPoints && isBy(turn, by) && saidIn(phrases, turn, heard),
    ),
  );
}
