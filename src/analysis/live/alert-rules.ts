import type { AlertRule, AlertWhen } from '../../model/alert.ts';
import type { Kind, Turn } from '../../model/call.ts';
import type { Evaluation, Finding } from '../../model/judgement.ts';
import type { Need } from '../../model/live.ts';
import type { PackAlertRule } from '../packs/alerts.ts';
import type { Pack } from '../packs/pack.ts';
import { hitsInCall } from '../rules/phrases.ts';
import { isBy } from '../rules/window.ts';
import { type HeardCall, hear } from '../text/hear.ts';
import { type PlacedCall, sameEvent } from './same-event.ts';
import { standingRisks } from './standing-risks.ts';

/** What is known of a call when it is asked whether somebody must be told. */
export interface WatchedCall {
  kind: Kind | null;
  durationMs: number;
  turns: readonly Turn[];
  findings: readonly Finding[];
  /** The main one first. */
  evaluations: readonly Evaluation[];
  /** What is true only while the line is open; null for a stored call. */
  open: OpenLine | null;
}

export interface OpenLine {
  needs: readonly Need[];
  /** Since when nobody speaks; null while somebody does, or the line is on hold. */
  quietSinceMs: number | null;
  /** Where it is and what it is about, and the same of the other calls of late. */
  placed: PlacedCall | null;
  others: readonly PlacedCall[];
}

/** A rule that is true of a call now. */
export interface Raised {
  rule: AlertRule;
  /** What about the call, where a rule may be true of several things; empty where it cannot. */
  event: string;
  /** One sentence without words of anybody on the call. */
  reason: string;
  atMs: number;
  turn: number | null;
  /** The calls that are the event, this one included, where it is about several. */
  calls?: readonly string[];
}

interface Asked extends WatchedCall {
  rule: PackAlertRule;
  packs: readonly Pack[];
  heard(): HeardCall;
}

type Found = Omit<Raised, 'rule'>;

/** The words of a call ready for phrases, once they are asked for: for who asks again of the same words. */
export function heardOnce({ turns }: Pick<WatchedCall, 'turns'>): () => HeardCall {
  let heard: HeardCall | undefined;
  return () => {
    heard ??= hear({ turns: [...turns], metrics: null });
    return heard;
  };
}

/** The rules that are true of a call, in their order. Rules of another kind of call are to be left out beforehand. */
export function alertsOf(
  call: WatchedCall,
  rules: readonly PackAlertRule[],
  packs: readonly Pack[],
  heard: () => HeardCall = heardOnce(call),
): Raised[] {
  const calls = call.open ? 'open' : 'stored';
  return rules
    .filter(({ rule }) => rule.enabled && rule.calls === calls)
    .flatMap((rule) =>
      found(rule.rule.when, { ...call, rule, packs, heard }).map((one) => ({
        ...one,
        rule: rule.rule,
      })),
    );
}

function found(when: AlertWhen, call: Asked): Found[] {
  switch (when.kind) {
    case 'risk':
      return risks(when, call);
    case 'step_missing':
      return missingStep(when, call);
    case 'need':
      return needs(when, call);
    case 'low_score':
      return lowScore(when, call);
    case 'dead_air':
      return deadAir(when, call);
    case 'phrase':
      return phrase(when, call);
    case 'category':
      return ofFindings(call, (one) => one.kind === when.found && isAmong(one, when));
    case 'distress':
      return ofFindings(call, (one) => one.kind === 'distress' && one.turn !== null && isAmong(one, when));
    case 'same_event':
      return severalCalls(when, call);
    case 'below_threshold':
      return belowThreshold(when, call);
    case 'auto_fail':
      return autoFails(when, call);
  }
}

type When<Kind extends AlertWhen['kind']> = AlertWhen & { kind: Kind };

function risks({ tiers, categories, statuses }: When<'risk'>, call: Asked): Found[] {
  return standingRisks(call, call.packs)
    .filter(
      ({ category, status }) =>
        statuses.includes(status) &&
        (tiers?.includes(category.tier) ?? true) &&
        (categories?.includes(category.id) ?? true),
    )
    .map(({ category, status, first }) => ({
      event: category.id,
      reason: `${category.title} (${status}).`,
      atMs: first.span.startMs,
      turn: first.turn,
    }));
}

function missingStep({ step, after, atS }: When<'step_missing'>, call: Asked): Found[] {
  const begun =
    after === undefined ? null : call.findings.find(({ kind, type }) => kind === 'clock' && type === after);
  if (begun === undefined) return [];
  const sinceMs = begun?.span.endMs ?? 0;
  if (call.durationMs - sinceMs < atS * 1000 || call.turns.length === 0) return [];
  const at = { atMs: sinceMs + atS * 1000, turn: begun?.turn ?? null };
  if ('found' in step) {
    if (call.findings.some((one) => one.kind === step.found && isAmong(one, step))) return [];
    return [
      { event: '', reason: `Not done ${atS} s ${begun ? 'after it was due' : 'into the call'}.`, ...at },
    ];
  }
  return call.evaluations
    .flatMap(({ marks }) => marks)
    .filter((mark) => mark.answer === 'no')
    .filter((mark) =>
      'criteria' in step ? step.criteria.includes(mark.criterionId) : mark.fault === step.fault,
    )
    .map((mark) => ({
      event: mark.criterionId,
      reason: `${titleOf(mark.criterionId, call)}: not done.`,
      ...at,
    }));
}

function titleOf(criterionId: string, { packs, evaluations }: Asked): string {
  const used = new Set(evaluations.map(({ scorecardId }) => scorecardId));
  const criterion = packs
    .flatMap(({ scorecards }) => scorecards)
    .filter(({ format }) => used.has(format.id))
    .flatMap(({ criteria }) => criteria)
    .find(({ format }) => format.id === criterionId);
  return criterion?.format.title ?? criterionId;
}

const weights = { watch: 0, soon: 1, now: 2 };

function needs({ codes, weight, forS }: When<'need'>, { open, durationMs }: Asked): Found[] {
  const need = open?.needs.find(
    (one) =>
      !one.provisional &&
      codes.includes(one.code) &&
      weights[one.weight] >= weights[weight] &&
      durationMs - one.sinceMs >= forS * 1000,
  );
  return need ? [{ event: '', reason: `${need.text}.`, atMs: need.sinceMs, turn: need.turn }] : [];
}

function lowScore(when: When<'low_score'>, { evaluations, durationMs }: Asked): Found[] {
  const [main] = evaluations;
  if (!main || main.score === null || durationMs < when.afterS * 1000) return [];
  if (main.score >= when.below || main.coverage < when.leastCoverage) return [];
  const reason = `The score is ${Math.round(main.score)} so far, below ${when.below}.`;
  return [{ event: '', reason, atMs: durationMs, turn: null }];
}

function deadAir({ quietS }: When<'dead_air'>, { open, durationMs }: Asked): Found[] {
  const sinceMs = open?.quietSinceMs ?? null;
  if (sinceMs === null || durationMs - sinceMs < quietS * 1000) return [];
  return [{ event: '', reason: `Nobody has spoken for ${quietS} s.`, atMs: sinceMs, turn: null }];
}

function phrase({ by }: When<'phrase'>, { rule, heard }: Asked): Found[] {
  if (!rule.phrases) return [];
  const hit = hitsInCall(rule.phrases, heard()).find(({ turn }) => isBy(turn, by));
  if (!hit) return [];
  const { index, startMs, role } = hit.turn;
  const who = role === 'agent' ? 'the agent' : role === 'customer' ? 'the caller' : 'somebody else';
  return [{ event: '', reason: `Said by ${who}.`, atMs: startMs, turn: index }];
}

function isAmong(
  { type, value }: Finding,
  { types, values }: { types?: string[] | undefined; values?: string[] | undefined },
): boolean {
  return (types?.includes(type) ?? true) && (values === undefined || values.includes(value ?? ''));
}

function ofFindings({ findings }: Asked, fits: (finding: Finding) => boolean): Found[] {
  const [first] = findings.filter((one) => one.status !== 'denied' && one.status !== 'asked').filter(fits);
  if (!first) return [];
  const reason = `Noticed: ${first.kind} ${first.type.replaceAll('_', ' ')}.`;
  return [{ event: '', reason, atMs: first.span.startMs, turn: first.turn }];
}

function severalCalls({ calls, withinS }: When<'same_event'>, { open, durationMs }: Asked): Found[] {
  if (!open?.placed) return [];
  const same = sameEvent(open.placed, open.others, withinS * 1000);
  if (same.length + 1 < calls) return [];
  const all = [...same, open.placed].sort((a, b) => a.atMs - b.atMs).map(({ callId }) => callId);
  const reason = `${all.length} calls within ${Math.round(withinS / 60)} min are about one kind of incident at one place.`;
  return [{ event: '', reason, atMs: durationMs, turn: null, calls: all }];
}

function belowThreshold(when: When<'below_threshold'>, call: Asked): Found[] {
  const { evaluations, packs, durationMs } = call;
  const cards = packs.flatMap(({ scorecards }) => scorecards);
  return evaluations
    .filter((one, place) => when.scorecards?.includes(one.scorecardId) ?? place === 0)
    .flatMap(({ scorecardId, scorecardVersion, scorecardTitle, score }): Found[] => {
      const card = cards.find(
        ({ format }) => format.id === scorecardId && format.version === scorecardVersion,
      );
      const threshold = card?.format.threshold;
      if (threshold === undefined || score === null || score >= threshold - when.by) return [];
      const reason = `It scored ${score} on "${scorecardTitle}", whose threshold is ${threshold}.`;
      return [{ event: scorecardId, reason, atMs: durationMs, turn: null }];
    });
}

function autoFails({ ids }: When<'auto_fail'>, { evaluations, durationMs }: Asked): Found[] {
  return evaluations.flatMap(({ scorecardId, scorecardTitle, autoFails: failed }) =>
    failed
      .filter(({ id }) => ids?.includes(id) ?? true)
      .map(({ id, title, evidence }): Found => {
        const turn = evidence.flatMap((one) => (one.kind === 'turns' ? one.turns : []))[0] ?? null;
        const reason = `${title} ("${scorecardTitle}").`;
        return { event: `${scorecardId} ${id}`, reason, atMs: durationMs, turn };
      }),
  );
}
