import type { Role } from '../../model/call.ts';
import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { NotedSign, Notes } from '../packs/notes.ts';
import { hitsIn } from '../rules/phrases.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import { callFinding } from './transcript.ts';

type Moods = NonNullable<Notes['moods']>;
type Mood = 'positive' | 'neutral' | 'negative';

const quarters = 4;
const sides = ['agent', 'customer'] as const;
/** From here words are taken to show a mood; below it is neutral. */
const leastPoints = { positive: 1, negative: 0.9 };
/** At the start thanks are good manners. */
const startPositive = 2.2;
/** Moods are told from words alone, and people agree on them only roughly. */
const mostConfidence = 0.8;

/**
 * The mood of each side in each quarter of the call, and the customer's at its start and end. Words alone show it
 * roughly: whether the second half is better than the first is what agrees with people, and confidence stays low.
 */
export function sentimentFindings(call: JudgedCall, heard: HeardCall, moods: Moods): Finding[] {
  const points = new Map(heard.turns.map((turn) => [turn, moodPoints(turn, heard, moods)]));
  const length = heard.endMs - heard.startMs;
  const findings: Finding[] = [];
  for (const side of sides) {
    const turns = heard.turns.filter((turn) => turn.role === side);
    for (let quarter = 0; quarter < quarters; quarter++) {
      const startMs = heard.startMs + (length * quarter) / quarters;
      const endMs = heard.startMs + (length * (quarter + 1)) / quarters;
      const inside = turns.filter((turn) => turn.startMs >= startMs && turn.startMs < endMs);
      const span = { startMs: Math.round(startMs), endMs: Math.round(endMs) };
      findings.push(...moodFinding(call, side, inside, points, span));
    }
  }
  return [...findings, ...edges(call, heard, points)];
}

function edges(call: JudgedCall, heard: HeardCall, points: Points): Finding[] {
  const turns = heard.turns.filter((turn) => turn.role === ('customer' satisfies Role));
  if (turns.length === 0) return [];
  const half = Math.max(1, Math.floor(turns.length / 2));
  const share = Math.ceil(turns.length / 5);
  const first = turns.slice(0, Math.min(half, 3));
  const last = turns.slice(-Math.min(half, Math.max(3, Math.min(4, share))));
  return [
    ...moodFinding(call, 'customer_start', first, points, spanOf(first)),
    ...moodFinding(call, 'customer_end', last, points, spanOf(last)),
  ];
}

function spanOf(turns: readonly HeardTurn[]) {
  return { startMs: turns[0]!.startMs, endMs: Math.max(...turns.map((turn) => turn.endMs)) };
}

interface MoodPoints {
  positive: number;
  negative: number;
}
type Points = ReadonlyMap<HeardTurn, MoodPoints>;

function moodPoints(turn: HeardTurn, heard: HeardCall, moods: Moods): MoodPoints {
  const sum = (signs: readonly NotedSign[]) =>
    signs.reduce(
      (total, sign) => total + sign.points * Math.min(2, hitsIn(sign.phrases, turn, heard).length),
      0,
    );
  return { positive: sum(moods.positive), negative: sum(moods.negative) };
}

function moodFinding(
  call: JudgedCall,
  type: string,
  turns: readonly HeardTurn[],
  points: Points,
  span: Finding['span'],
): Finding[] {
  if (turns.length === 0) return [];
  const net = turns.map((turn) => points.get(turn)!.positive - points.get(turn)!.negative);
  const total = net.reduce((sum, one) => sum + one, 0);
  const mood: Mood =
    total >= (type === 'customer_start' ? startPositive : leastPoints.positive)
      ? 'positive'
      : total <= -leastPoints.negative
        ? 'negative'
        : 'neutral';
  const shown =
    mood === 'neutral'
      ? null
      : turns[net.indexOf(mood === 'positive' ? Math.max(...net) : Math.min(...net))]!;
  const confidence = Math.round(Math.min(mostConfidence, 0.5 + Math.abs(total) * 0.06) * 100) / 100;
  return [
    callFinding(call, { kind: 'sentiment', type, value: mood, turn: shown?.index ?? null, span, confidence }),
  ];
}
