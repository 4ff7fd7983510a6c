import type { Role, Span, Turn } from '../../model/call.ts';
import type { CallMetrics } from '../../model/metrics.ts';
import type { JudgedCall } from '../judged-call.ts';
import { Concordance } from './concordance.ts';
import { partsForTheJudge } from './injection.ts';
import type { Line, Match } from './match.ts';
import { numberRuns } from './numbers.ts';
import { questionStarts } from './questions.ts';
import { type Tokens, tokenise } from './tokens.ts';

/** A turn made ready for rules. */
export interface HeardTurn extends Line {
  /** The turn's index in the transcript: what evidence points at. */
  index: number;
  /** Its place in `HeardCall.turns`. */
  place: number;
  leg: number;
  role: Role;
  startMs: number;
  endMs: number;
  confidence: number | null;
  /** The turn as it was transcribed: what `chars` of findings count in. */
  text: string;
  /** The words in their usual spelling, joined by spaces. */
  said: string;
  /** Token positions where questions begin. */
  questions: number[];
}

/** Words of a turn that speak to the judge and were left out. */
interface LeftOut {
  index: number;
  /** Characters of the turn's text, end exclusive. */
  chars: { start: number; end: number };
}

export interface HeardCall {
  /** Turns with words, in order of start. */
  turns: HeardTurn[];
  leftOut: LeftOut[];
  /** Every stretch in which somebody spoke, words left out included. */
  spoken: readonly Span[];
  startMs: number;
  endMs: number;
  metrics: CallMetrics | null;
  /** Where each family of phrases was found, by place of the turn; filled as rules ask. */
  found: Map<object, ReadonlyMap<number, Match[]>>;
}

/**
 * Makes a call ready for rules: words in their usual spelling, numbers and questions found, once per call. Words may
 * stand for others that sound like them, unless it is known that they were not misheard.
 */
export function hear(
  call: Pick<JudgedCall, 'turns' | 'metrics'>,
  { soundAlikes = true }: { soundAlikes?: boolean } = {},
): HeardCall {
  const concordance = new Concordance({ soundAlikes });
  const leftOut: LeftOut[] = [];
  const read = call.turns
    .map((turn) => ({ turn, words: forRules(turn, leftOut) }))
    .filter(({ words }) => words.tokens.length > 0)
    .sort((a, b) => a.turn.startMs - b.turn.startMs || a.turn.index - b.turn.index);
  const punctuated = punctuatedLegs(read);
  const turns = read.map(({ turn, words }, place): HeardTurn => {
    const numbers = numberRuns(words.tokens);
    return {
      index: turn.index,
      place,
      leg: turn.leg,
      role: turn.role,
      startMs: turn.startMs,
      endMs: turn.endMs,
      confidence: turn.confidence,
      text: turn.text,
      tokens: words.tokens,
      ids: concordance.add(place, words.tokens),
      numbers,
      numberAt: new Map(numbers.map((run) => [run.from, run])),
      concordance,
      said: words.tokens.map((token) => token.word).join(' '),
      questions: questionStarts(words, punctuated.has(turn.leg)),
    };
  });
  return {
    turns,
    leftOut,
    spoken: call.turns.filter((turn) => turn.text.trim() !== ''),
    startMs: turns[0]?.startMs ?? 0,
    endMs: turns.reduce((end, turn) => Math.max(end, turn.endMs), 0),
    metrics: call.metrics,
    found: new Map(),
  };
}

/** The legs whose turns mostly have stops: what one side's words look like says nothing of the other's. */
function punctuatedLegs(read: readonly { turn: Turn; words: Tokens }[]): ReadonlySet<number> {
  const legs = new Set(read.map(({ turn }) => turn.leg));
  const isPunctuated = (leg: number) => {
    const own = read.filter(({ turn }) => turn.leg === leg);
    return own.filter(({ words }) => words.punctuated).length * 2 > own.length;
  };
  return new Set([...legs].filter(isPunctuated));
}

/** A turn's tokens, less what a caller says to the judge; nobody but the caller's side gains by that. */
function forRules(turn: Turn, leftOut: LeftOut[]): Tokens {
  const words = tokenise(turn.text);
  if (turn.role === 'agent' || words.tokens.length === 0) return words;
  const parts = partsForTheJudge(words.tokens);
  if (parts.length === 0) return words;
  for (const { from, to } of parts) {
    const chars = { start: words.tokens[from]!.start, end: words.tokens[to - 1]!.end };
    leftOut.push({ index: turn.index, chars });
  }
  const kept = words.tokens.filter((_, at) => !parts.some(({ from, to }) => at >= from && at < to));
  return { ...words, tokens: kept };
}
