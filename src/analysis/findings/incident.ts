import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Priority } from '../packs/incident-format.ts';
import type { IncidentRule, Incidents, PriorityChange } from '../packs/incidents.ts';
import type { Hearing, Hit } from '../rules/observed.ts';
import type { HeardCall } from '../text/hear.ts';
import { toldOf } from './sought.ts';
import { callFinding } from './transcript.ts';

/** A type with what speaks for it. */
interface Candidate {
  rule: IncidentRule;
  points: number;
  /** The words that speak for it most. */
  best: Hit | undefined;
}

/**
 * What kind of incident a call is about, and how urgent it is: one finding `incident` (the code; its question set
 * as value) and one `priority` (what raised or lowered it as value), or none when nothing speaks for any type.
 */
export function incidentFindings(call: JudgedCall, hearing: Hearing, incidents: Incidents): Finding[] {
  const standing = standingOf(candidatesOf(hearing, incidents));
  const [first] = standing;
  if (!first) return [];
  const at = placeOf(first.best);
  const { code, questions } = first.rule;
  const { priority, because, hit } = priorityOf(first.rule, usualLevel(standing), hearing, incidents.changes);
  const confidence = shareOf(first, standing);
  return [
    callFinding(call, { kind: 'incident', type: code, value: questions, confidence, ...at }),
    callFinding(call, {
      kind: 'priority',
      type: priority,
      value: because,
      confidence: round2(confidence * (because === null ? 1 : 0.9)),
      ...(hit ? placeOf(hit) : at),
    }),
  ];
}

/** Types that have enough said for them, the likeliest first. */
function candidatesOf(hearing: Hearing, incidents: Incidents): Candidate[] {
  const weights = turnWeights(hearing.call);
  return incidents.rules
    .map((rule) => weighed(rule, hearing, weights))
    .filter(({ points }) => points >= incidents.format.least);
}

/** The first words for a sign count in full, each further turn that says so a quarter, up to half as much again. */
const againShare = 0.25;
const mostAgain = 0.5;

function weighed(rule: IncidentRule, hearing: Hearing, weights: ReadonlyMap<number, number>): Candidate {
  let points = 0;
  let most = 0;
  let best: Hit | undefined;
  for (const sign of rule.signs) {
    const { holds, hits } = toldOf(sign, hearing);
    if (!holds) continue;
    const weightOf = (hit: Hit) => weights.get(hit.turn.place) ?? 1;
    const strongest = hits.reduce<Hit | undefined>(
      (top, hit) => (top && weightOf(top) >= weightOf(hit) ? top : hit),
      undefined,
    );
    const turns = new Set(hits.map((hit) => hit.turn.place)).size;
    const again = Math.min(mostAgain, againShare * Math.max(0, turns - 1));
    const earned = sign.points * ((strongest ? weightOf(strongest) : 1) + (sign.points > 0 ? again : 0));
    points += earned;
    if (earned > most) {
      most = earned;
      best = strongest;
    }
  }
  return { rule, points, best };
}

const shortAnswerWords = 3;

/**
 * How much what is said in a turn counts. A caller tells first what the matter is, and later what else there is;
 * what the agent says is mostly passed on or repeated.
 */
function turnWeights(call: HeardCall): Map<number, number> {
  const weights = new Map<number, number>();
  let told = 0;
  for (const turn of call.turns) {
    if (turn.role === 'customer') {
      weights.set(turn.place, told < 3 ? 1.15 : told < 8 ? 0.9 : 0.65);
      if (turn.tokens.length > shortAnswerWords) told++;
    } else weights.set(turn.place, turn.role === 'agent' ? 0.7 : 0.5);
  }
  return weights;
}

/** How much must speak for a type for it to stand before another: points, and a share of what the other has. */
const standsBefore = 3;
const leastShare = 0.5;

/** Without the types another one stands before; the likeliest first, of equals the more urgent. */
function standingOf(candidates: readonly Candidate[]): Candidate[] {
  const standsBehind = (one: Candidate) =>
    strong.some((other) => other.rule.outranks.has(one.rule.code) && other.points >= one.points * leastShare);
  const strong = candidates.filter(({ points }) => points >= standsBefore);
  return candidates
    .filter((one) => !standsBehind(one))
    .sort((a, b) => b.points - a.points || a.rule.priority.localeCompare(b.rule.priority));
}

/** Points are log odds, so their shares say how far the first is to be trusted; never quite sure. */
function shareOf(first: Candidate, standing: readonly Candidate[]): number {
  const sum = standing.reduce((total, one) => total + Math.exp(one.points - first.points), 0);
  const nothing = Math.exp(1 - first.points);
  return round2(Math.min(0.97, 1 / (sum + nothing)));
}

const levels: readonly Priority[] = ['P0', 'P1', 'P2', 'P3', 'P4'];

interface Urgency {
  priority: Priority;
  because: string | null;
  hit: Hit | undefined;
}

/** How much of what speaks for the first type another must have to bear on how urgent the call is. */
const bearsFrom = 0.7;

/** The level in the middle of those of the likeliest types, each by what speaks for it; one close mistake of the type must not decide how urgent a call is. */
function usualLevel(standing: readonly Candidate[]): number {
  const [first] = standing;
  const close = standing
    .filter(({ points }) => points >= first!.points * bearsFrom)
    .map(({ rule, points }) => ({ level: levels.indexOf(rule.priority), share: points }))
    .sort((a, b) => a.level - b.level);
  const half = close.reduce((sum, { share }) => sum + share, 0) / 2;
  let passed = 0;
  for (const { level, share } of close) {
    passed += share;
    if (passed >= half) return level;
  }
  return levels.indexOf(first!.rule.priority);
}

/** The usual level, changed by the first reason to raise it and the first to lower it. */
function priorityOf(
  rule: IncidentRule,
  usual: number,
  hearing: Hearing,
  changes: readonly PriorityChange[],
): Urgency {
  const met = changes
    .filter((change) => change.appliesTo.has(rule.code))
    .flatMap((change): { level: number; because: string; hit: Hit | undefined }[] => {
      const told = change.anyOf.map((one) => toldOf(one, hearing)).find((one) => one.holds);
      if (!told || change.unless.some((one) => toldOf(one, hearing).holds)) return [];
      const level = change.to === undefined ? usual - change.by : levels.indexOf(change.to);
      return [{ level, because: change.because, hit: told.hits[0] }];
    });
  const raised = met.filter(({ level }) => level < usual).sort((a, b) => a.level - b.level)[0];
  const changed = raised ?? met.find(({ level }) => level > usual);
  if (!changed) return { priority: levels[usual]!, because: null, hit: undefined };
  const level = Math.min(levels.length - 1, Math.max(0, changed.level));
  return { priority: levels[level]!, because: changed.because, hit: changed.hit };
}

function placeOf(hit: Hit | undefined): Partial<Finding> {
  if (!hit) return {};
  const { turn, from, to } = hit;
  const span = { startMs: turn.startMs, endMs: turn.endMs };
  if (to <= from) return { turn: turn.index, span };
  return {
    turn: turn.index,
    chars: { start: turn.tokens[from]!.start, end: turn.tokens[to - 1]!.end },
    span,
  };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
