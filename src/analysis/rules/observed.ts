import type { Evidence, Finding } from '../../model/judgement.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';

/** A place in a call where something was found: a turn, and the words in it (whole turn when they do not matter). */
export interface Hit {
  turn: HeardTurn;
  from: number;
  to: number;
}

/** A stretch of the call that was looked through. */
export interface Searched {
  startMs: number;
  endMs: number;
  soughtFor: string;
  /** The turn that came nearest; worked out only when somebody asks. */
  nearest: () => number | null;
}

/** What came of looking for something in a call. */
export interface Observed {
  /** Null when it cannot be told, because what it needs was not measured or nobody was heard. */
  holds: boolean | null;
  hits: Hit[];
  /** What goes with the hits without being counted: the answer to a question, the words that were said back. */
  along: Hit[];
  /** How often it was found: one per turn. */
  count: number;
  searched: Searched[];
}

/** What a compiled rule is given. */
export interface Hearing {
  call: HeardCall;
  /** What analysis noticed before anything was judged. */
  findings: readonly Finding[];
  /** The observation of that name, worked out once per call. */
  named(name: string): Observed;
}

/** Conditions of a pack that belong to no scorecard name no observations; loading has seen to it. */
export function noObservations(): never {
  throw new Error('a condition of a pack names no observations');
}

export type Observe = (hearing: Hearing) => Observed;

export function wholeTurn(turn: HeardTurn): Hit {
  return { turn, from: 0, to: turn.tokens.length };
}

/** An observation that rests on hits, or on the stretch searched when there are too few. */
export function countedHits(
  hits: Hit[],
  least: number,
  searched: Searched,
  { most, along = [] }: { most?: number | undefined; along?: Hit[] } = {},
): Observed {
  const count = new Set(hits.map((hit) => hit.turn.index)).size;
  const holds = count >= least && (most === undefined || count <= most);
  return { holds, hits, along, count, searched: [searched] };
}

const mostTurns = 6;

/** The turns an observation rests on, in order, as evidence; undefined when it rests on none. */
export function turnsEvidence(observed: Observed, shows: string): Evidence | undefined {
  const turns = [...new Set([...observed.hits, ...observed.along].map((hit) => hit.turn.index))].sort(
    (a, b) => a - b,
  );
  return turns.length === 0 ? undefined : { kind: 'turns', turns: turns.slice(0, mostTurns), shows };
}

/** The stretch in which it was looked for in vain, as evidence. */
export function windowEvidence(observed: Observed, soughtFor: string | undefined): Evidence | undefined {
  const [first] = observed.searched;
  if (!first) return undefined;
  const startMs = Math.min(...observed.searched.map((searched) => searched.startMs));
  const endMs = Math.max(startMs, ...observed.searched.map((searched) => searched.endMs));
  return {
    kind: 'window',
    startMs,
    endMs,
    soughtFor: soughtFor ?? first.soughtFor,
    nearestTurn: first.nearest(),
  };
}
