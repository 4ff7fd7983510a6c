import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import { matchesIn } from '../lexicon/find.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Pack } from '../packs/pack.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import type { Token } from '../text/tokens.ts';
import { callFinding } from './transcript.ts';

/** What speaks for a caller who does not take part, in points; upset alone speaks for nothing. */
const points = { refuses: 1, argues: 0.6, unanswered: 0.7 };
/** From here on a call, and a quarter of one, is uncooperative. */
const enough = { call: 1.6, quarter: 1 };

interface Strain {
  turn: HeardTurn;
  points: number;
}

/**
 * Whether the caller takes part, on two levels, for the whole call (no turn) and for each of its quarters with the
 * turn that shows it. Callers who cry, shout or repeat themselves and still answer are cooperative.
 */
export function distressFindings(call: JudgedCall, heard: HeardCall, packs: readonly Pack[]): Finding[] {
  if (call.kind === 'contact-centre') return [];
  const lexicon = packs.find((pack) => pack.format.kind === 'psap')?.lexicon;
  const callers = heard.turns.filter((turn) => turn.role === 'customer');
  if (!lexicon || callers.length === 0) return [];
  const strains = callers.map((turn) => ({ turn, points: strainOf(turn, heard, lexicon) }));
  const total = sum(strains);
  const whole = callFinding(call, {
    kind: 'distress',
    type: levelOf(total, enough.call),
    confidence: sureness(total),
  });
  return [whole, ...course(heard, strains)];
}

function course(heard: HeardCall, strains: readonly Strain[]): Finding[] {
  const lengthMs = Math.max(1, heard.endMs - heard.startMs);
  const quarterOf = (turn: HeardTurn) =>
    Math.min(3, Math.floor(((turn.startMs - heard.startMs) / lengthMs) * 4));
  return [0, 1, 2, 3].flatMap((quarter): Finding[] => {
    const within = strains.filter(({ turn }) => quarterOf(turn) === quarter);
    const most = [...within].sort((a, b) => b.points - a.points)[0];
    if (!most) return [];
    return [
      {
        kind: 'distress',
        type: levelOf(sum(within), enough.quarter),
        value: null,
        status: null,
        turn: most.turn.index,
        chars: null,
        span: { startMs: most.turn.startMs, endMs: most.turn.endMs },
        confidence: 0.7,
        source: 'rule',
      },
    ];
  });
}

function levelOf(total: number, least: number): 'cooperative' | 'uncooperative' {
  return total >= least ? 'uncooperative' : 'cooperative';
}

/** The further from the border, the surer. */
function sureness(total: number): number {
  return Math.min(0.9, 0.6 + Math.abs(total - enough.call) * 0.15);
}

function sum(strains: readonly Strain[]): number {
  return strains.reduce((total, strain) => total + strain.points, 0);
}

function strainOf(turn: HeardTurn, heard: HeardCall, { distress }: Lexicon): number {
  if (!distress) return 0;
  const says = (list: typeof distress.refuses) => matchesIn(list, turn, heard).length > 0;
  return (
    (says(distress.refuses) ? points.refuses : 0) +
    (says(distress.argues) ? points.argues : 0) +
    (isUnanswered(turn, heard) ? points.unanswered : 0)
  );
}

/** The agent had to say the same again right after this turn, which did not agree to it. */
function isUnanswered(turn: HeardTurn, { turns }: HeardCall): boolean {
  const before = turns[turn.place - 1];
  const after = turns[turn.place + 1];
  if (before?.role !== 'agent' || after?.role !== 'agent') return false;
  if (agrees.test(turn.said)) return false;
  const [asked, again] = [contentOf(before.tokens), contentOf(after.tokens)];
  const shared = [...again].filter((word) => asked.has(word)).length;
  return shared >= 2 && shared / Math.min(asked.size, again.size) >= sameWords;
}

const agrees = /^(okay|yes|all right|right|sure|one|two|three|four|\d+)\b/;
const sameWords = 0.5;
const small =
  /^(the|a|an|is|are|was|were|do|does|did|of|to|and|or|okay|what|i|you|he|she|it|they|that|this|your|my|his|her|in|on|at|right|have|has|me|for|can|sir|maam|not|no|yes|we|nine|one|two|three|four|push|hard)$/;

function contentOf(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.filter(({ word }) => !small.test(word) && !/\d/.test(word)).map(({ stem }) => stem));
}
