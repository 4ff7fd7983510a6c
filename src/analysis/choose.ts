import type { Kind } from '../model/call.ts';
import type { Finding } from '../model/judgement.ts';
import type { JudgedCall } from './judged-call.ts';
import type { AssignmentRule, Pack, Scorecard } from './packs/pack.ts';
import { saidIn } from './rules/phrases.ts';
import { isBy } from './rules/window.ts';
import type { AnalysisSettings } from './settings.ts';
import { type HeardCall, hear } from './text/hear.ts';

/** Which scorecard a call is judged by, and how that was decided. */
export interface ScorecardChoice {
  /** Null when it cannot be told what kind of call it is. */
  kind: Kind | null;
  /** Null when no scorecard suits the call; `reason` then says why. */
  scorecard: Scorecard | null;
  /** What judges the call as well, such as a supplement for its kind of incident. */
  beside: Scorecard[];
  decidedBy: 'queue' | 'given' | 'words';
  /** 0 to 1. */
  confidence: number;
  /** One sentence. */
  reason: string;
}

const leastConfidence = 0.7;

/**
 * Chooses by the queue, else by the kind that was given, else by what is said; and among the scorecards of that
 * kind by what each is assigned to. `findings` are what analysis noticed in the call.
 */
export function chooseScorecard(
  call: JudgedCall,
  packs: readonly Pack[],
  settings: Pick<AnalysisSettings, 'queues'>,
  findings: readonly Finding[] = [],
): ScorecardChoice {
  const wanted = call.queue ? settings.queues[call.queue] : undefined;
  if (wanted !== undefined) {
    const scorecard = packs.map((pack) => currentVersion(pack, wanted)).find((card) => card !== null) ?? null;
    const reason = scorecard
      ? `The call's queue is judged by "${scorecard.format.title}".`
      : `The call's queue is set to the scorecard "${wanted}", which no pack holds; correct the setting or load the pack.`;
    return {
      kind: scorecard?.format.kind ?? call.kind,
      scorecard,
      beside: [],
      decidedBy: 'queue',
      confidence: 1,
      reason,
    };
  }
  const told = { call, findings };
  if (call.kind !== null) return ofKind(call.kind, 1, 'given', packs, told);
  const guess = guessKind(hear(call), packs);
  if (guess.kind === null || guess.confidence < leastConfidence) {
    const reason =
      'It cannot be told from what is said whether this is an emergency call or a contact-centre call; set the kind of the call or of its queue.';
    return {
      kind: null,
      scorecard: null,
      beside: [],
      decidedBy: 'words',
      confidence: guess.confidence,
      reason,
    };
  }
  return ofKind(guess.kind, guess.confidence, 'words', packs, told);
}

function ofKind(
  kind: Kind,
  confidence: number,
  decidedBy: 'given' | 'words',
  packs: readonly Pack[],
  told: Told,
): ScorecardChoice {
  const pack = packs.find((one) => one.format.kind === kind);
  const { scorecard, beside } = pack ? assigned(pack, told) : { scorecard: null, beside: [] };
  const trade = kind === 'psap' ? 'an emergency call' : 'a contact-centre call';
  const said = decidedBy === 'given' ? `The call was given as ${trade}` : `What is said shows ${trade}`;
  const reason = scorecard
    ? `${said}, judged by "${scorecard.format.title}".`
    : `${said}, and no pack holds a scorecard for it; load one.`;
  return { kind, scorecard, beside, decidedBy, confidence, reason };
}

interface Told {
  call: JudgedCall;
  findings: readonly Finding[];
}

/** The first main scorecard that is for such a call, or the pack's own; and all that judge beside it. */
function assigned(pack: Pack, told: Told): Pick<ScorecardChoice, 'scorecard' | 'beside'> {
  const fitting = assignmentsOf(pack).filter((one) => isFor(one, told));
  const main = fitting.find(({ format }) => !format.beside)?.format.scorecard ?? pack.format.scorecard;
  const beside = fitting
    .filter(({ format }) => format.beside && format.scorecard !== main)
    .flatMap(({ format }) => currentVersion(pack, format.scorecard) ?? []);
  return { scorecard: currentVersion(pack, main), beside };
}

/** What the versions in force say themselves comes before, and in place of, what their pack says of them. */
export function assignmentsOf(pack: Pack): AssignmentRule[] {
  const own = currentCards(pack).filter((card) => card.assignments !== undefined);
  const ids = new Set(own.map((card) => card.format.id));
  return [
    ...own.flatMap((card) => card.assignments ?? []),
    ...pack.assignments.filter(({ format }) => !ids.has(format.scorecard)),
  ];
}

function isFor({ format, observe }: AssignmentRule, { call, findings }: Told): boolean {
  const { queues, directions, minDurationS, maxDurationS } = format;
  if (queues && !(call.queue && queues.includes(call.queue))) return false;
  if (directions && !(call.direction && directions.includes(call.direction))) return false;
  if (minDurationS !== undefined && call.durationMs < minDurationS * 1000) return false;
  if (maxDurationS !== undefined && call.durationMs > maxDurationS * 1000) return false;
  if (!observe) return true;
  return observe({ call: hear(call), findings, named: noNames }).holds === true;
}

/** An assignment has no observations of its own to name. */
function noNames(name: string): never {
  throw new Error(`an assignment cannot name the observation "${name}"`);
}

/** The newest published version of a scorecard; a draft only while nothing is published. */
export function currentVersion(pack: Pack, id: string): Scorecard | null {
  const versions = pack.scorecards
    .filter((card) => card.format.id === id && card.format.status !== 'archived')
    .sort((a, b) => b.format.version - a.format.version);
  return versions.find((card) => card.format.status === 'published') ?? versions[0] ?? null;
}

/** The version in force of every scorecard of a pack. */
export function currentCards(pack: Pack): Scorecard[] {
  const ids = new Set(pack.scorecards.map((card) => card.format.id));
  return [...ids].flatMap((id) => currentVersion(pack, id) ?? []);
}

/** Odds are shrunk because signs come together. */
const shrink = 0.9;

/** What kind of call it is by what is said; null when that cannot be told. */
export function kindHeard(call: HeardCall, packs: readonly Pack[]): Kind | null {
  const guess = guessKind(call, packs);
  return guess.confidence < leastConfidence ? null : guess.kind;
}

function guessKind(call: HeardCall, packs: readonly Pack[]): { kind: Kind | null; confidence: number } {
  const scores = packs.map((pack) => ({ kind: pack.format.kind, points: pointsFor(pack, call) }));
  const best = scores.toSorted((a, b) => b.points - a.points)[0];
  if (!best || best.points <= 0) return { kind: null, confidence: 0 };
  const total = scores.reduce((sum, score) => sum + Math.exp(score.points * shrink), 1);
  const confidence = Math.round((Math.exp(best.points * shrink) / total) * 100) / 100;
  return { kind: best.kind, confidence };
}

function pointsFor(pack: Pack, call: HeardCall): number {
  return pack.recognisedBy.reduce((sum, sign) => {
    const turns = call.turns.filter((turn) => isBy(turn, sign.by)).slice(0, sign.first);
    return turns.some((turn) => saidIn(sign.phrases, turn, call)) ? sum + sign.points : sum;
  }, 0);
}
