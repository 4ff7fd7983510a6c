import type { NotedOption, NotedSign } from '../packs/notes.ts';
import type { Hit } from '../rules/observed.ts';
import { hitsIn } from '../rules/phrases.ts';
import { isBy } from '../rules/window.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';

/** How much speaks for something, and the place that says it best. */
export interface Weighed {
  points: number;
  best: Hit | null;
}

/** The turns in which a sign counts. */
function turnsOf(sign: NotedSign, turns: readonly HeardTurn[]): HeardTurn[] {
  return turns.filter((turn) => isBy(turn, sign.by)).slice(0, sign.first);
}

/** Each sign once, at the turn where it weighs most. */
export function weigh(
  signs: readonly NotedSign[],
  call: HeardCall,
  weightOf: (turn: HeardTurn) => number = () => 1,
): Weighed {
  let points = 0;
  let strongest = 0;
  let best: Hit | null = null;
  for (const sign of signs) {
    const hits = turnsOf(sign, call.turns).flatMap((turn) => hitsIn(sign.phrases, turn, call).slice(0, 1));
    const amounts = hits.map((hit) => sign.points * weightOf(hit.turn));
    const amount = sign.points < 0 ? Math.min(0, ...amounts) : Math.max(0, ...amounts);
    points += amount;
    if (amount <= strongest) continue;
    strongest = amount;
    best = hits[amounts.indexOf(amount)]!;
  }
  return { points, best };
}

/** The option most speaks for, with its share of what speaks for any. Null when nothing does. */
export function likeliest(
  options: readonly NotedOption[],
  call: HeardCall,
  weightOf?: (turn: HeardTurn) => number,
): { option: NotedOption; weighed: Weighed; confidence: number } | null {
  const weighed = options.map((option) => ({ option, weighed: weigh(option.signs, call, weightOf) }));
  const best = weighed.toSorted((a, b) => b.weighed.points - a.weighed.points)[0];
  if (!best || best.weighed.points <= 0) return null;
  const sum = weighed.reduce((total, one) => total + Math.exp(one.weighed.points * steepness), 0);
  const confidence = Math.exp(best.weighed.points * steepness) / sum;
  return { ...best, confidence: Math.round(confidence * 100) / 100 };
}

const steepness = 0.6;

/** Where a hit stands, as a finding tells it. */
export function placeOf({ turn, from, to }: Hit) {
  const chars =
    to > from && turn.tokens[from] ? { start: turn.tokens[from].start, end: turn.tokens[to - 1]!.end } : null;
  return { turn: turn.index, chars, span: { startMs: turn.startMs, endMs: turn.endMs } };
}
