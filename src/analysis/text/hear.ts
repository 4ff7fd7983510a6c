import type { Role } from '../../model/call.ts';
import type { CallMetrics } from '../../model/metrics.ts';
import type { JudgedCall } from '../judged-call.ts';
import { Concordance } from './concordance.ts';
import { speaksToTheJudge } from './injection.ts';
import type { Line, Match } from './match.ts';
import { numberRuns } from './numbers.ts';
import { questionStarts } from './questions.ts';
import { tokenise } from './tokens.ts';

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
  /** The words in their usual spelling, joined by spaces. */
  said: string;
  /** Token positions where questions begin. */
  questions: number[];
}

export interface HeardCall {
  /** Turns with words, in order of start, without those that speak to the judge. */
  turns: HeardTurn[];
  /** Indices of turns left out because they speak to the judge. */
  injected: number[];
  startMs: number;
  endMs: number;
  metrics: CallMetrics | null;
  /** Where each family of phrases was found, by place of the turn; filled as rules ask. */
  found: Map<object, ReadonlyMap<number, Match[]>>;
}

/** Makes a call ready for rules: words in their usual spelling, numbers and questions found, once per call. */
export function hear(call: Pick<JudgedCall, 'turns' | 'metrics'>): HeardCall {
  const concordance = new Concordance();
  const read = call.turns
    .map((turn) => {
      const words = tokenise(turn.text);
      return { turn, words, said: words.tokens.map((token) => token.word).join(' ') };
    })
    .filter(({ said }) => said !== '')
    .sort((a, b) => a.turn.startMs - b.turn.startMs || a.turn.index - b.turn.index);
  const punctuated = read.filter((one) => one.words.punctuated).length * 2 > read.length;
  const injected = read.filter(({ turn, said }) => turn.role !== 'agent' && speaksToTheJudge(said));
  const turns = read
    .filter((one) => !injected.includes(one))
    .map(
      ({ turn, words, said }, place): HeardTurn => ({
        index: turn.index,
        place,
        leg: turn.leg,
        role: turn.role,
        startMs: turn.startMs,
        endMs: turn.endMs,
        confidence: turn.confidence,
        tokens: words.tokens,
        ids: concordance.add(place, words.tokens),
        numbers: numberRuns(words.tokens),
        concordance,
        said,
        questions: questionStarts(words, punctuated),
      }),
    );
  return {
    turns,
    injected: injected.map(({ turn }) => turn.index),
    startMs: turns[0]?.startMs ?? 0,
    endMs: turns.reduce((end, turn) => Math.max(end, turn.endMs), 0),
    metrics: call.metrics,
    found: new Map(),
  };
}
