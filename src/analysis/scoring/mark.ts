import type { Answer, AutoFail, Evidence, FaultClass, Mark, MarkItem } from '../../model/judgement.ts';
import type { CriterionRule, ItemsRule, JudgeRule, StepRule } from '../packs/criterion.ts';
import type { AutoFailRule } from '../packs/pack.ts';
import { type Hearing, type Observed, turnsEvidence, windowEvidence } from '../rules/observed.ts';
import { answerByShare, coveredItems, itemsReason, shareKnown, turnsAsking } from './items.ts';
import { listed } from './listed.ts';

/** What a rule found, before it is a mark. */
interface Judged {
  answer: Answer;
  reason: string;
  evidence: Evidence[];
  /** What it earns, where that is not told by the answer. */
  points?: number;
  items?: MarkItem[];
  /** Something grave was left out: the fault is critical. */
  isGrave?: boolean;
}

/** What an answer earns, 0 to 1; null when it does not count. A rating earns its fifth. */
export function pointsOf(answer: Answer): number | null {
  if (typeof answer === 'number') return answer / 5;
  if (answer === 'yes' || answer === 'refused') return 1;
  if (answer === 'partial') return 0.5;
  return answer === 'no' ? 0 : null;
}

/** Judges one criterion. `trust` (0 to 1) is how far it is known who speaks. */
export function markOf(rule: CriterionRule, hearing: Hearing, trust: number): Mark {
  const judged = judgedOf(rule, hearing);
  return {
    criterionId: rule.format.id,
    answer: judged.answer,
    points: judged.points ?? pointsOf(judged.answer),
    weight: rule.format.weight,
    source: 'rule',
    confidence: round2(rule.format.certainty * trust * heardWell(judged, hearing)),
    reason: judged.reason,
    evidence: judged.evidence,
    fault: faultOf(
      judged.answer,
      rule.format.fault.class,
      () => judged.isGrave === true || rule.critical?.(hearing).holds === true,
    ),
    items: judged.items ?? [],
    opinions: [],
  };
}

const milder: Record<FaultClass, FaultClass> = {
  critical: 'major',
  major: 'moderate',
  moderate: 'minor',
  minor: 'none',
  none: 'none',
};
/** A rating below the minimum is a fault. */
const leastRating = 3;

/** What was half done is a class milder than what was not done at all. */
export function faultOf(answer: Answer, written: FaultClass, isCritical: () => boolean): FaultClass {
  const isMissed = answer === 'no' || (typeof answer === 'number' && answer < leastRating);
  if (!isMissed) return answer === 'partial' ? milder[written] : 'none';
  return isCritical() ? 'critical' : written;
}

/** What fails the call as a whole, each with what shows it. */
export function autoFailsOf(rules: readonly AutoFailRule[], hearing: Hearing): AutoFail[] {
  return rules.flatMap(({ id, title, observe, because }): AutoFail[] => {
    const observed = observe(hearing);
    if (!observed.holds) return [];
    const evidence = turnsEvidence(observed, because) ?? windowEvidence(observed, undefined);
    return [{ id, title, reason: because, evidence: [evidence ?? wholeCall(hearing, title)] }];
  });
}

function judgedOf(rule: CriterionRule, hearing: Hearing): Judged {
  const missing = rule.format.needs.find((role) => !hearing.call.turns.some((turn) => turn.role === role));
  if (missing) {
    const who = missing === 'agent' ? 'the agent' : 'the other side';
    return unclear(
      `Nothing of ${who} is in the transcript, so this cannot be judged; listen to the call.`,
      hearing,
    );
  }
  if (rule.applies) {
    const applies = rule.applies.observe(hearing);
    if (applies.holds === false) {
      const evidence = windowEvidence(applies, undefined) ?? wholeCall(hearing, rule.format.title);
      return { answer: 'na', reason: rule.applies.otherwise, evidence: [evidence] };
    }
    if (applies.holds === null) {
      return unclear('It cannot be told whether this applies to the call; listen to it.', hearing);
    }
  }
  switch (rule.judge.answers) {
    case 'rating':
      return rated(rule.judge, rule, hearing);
    case 'check':
      return checked(rule.judge, rule, hearing);
    case 'items':
      return byItems(rule.judge, rule, hearing);
  }
}

function checked(
  judge: Extract<JudgeRule, { answers: 'check' }>,
  rule: CriterionRule,
  hearing: Hearing,
): Judged {
  const seen: Observed[] = [];
  for (const rung of judge.rungs) {
    const observed = rung.observe(hearing);
    if (observed.holds === null) {
      return unclear('What this rests on was not measured on this call; listen to it.', hearing);
    }
    if (observed.holds) {
      const evidence = turnsEvidence(observed, rung.because) ?? windowEvidence(observed, undefined);
      return {
        answer: rung.answer,
        reason: rung.because,
        evidence: [evidence ?? wholeCall(hearing, rule.format.title)],
      };
    }
    seen.push(observed);
  }
  const fromList = judge.list && listed(judge.list, hearing);
  if (fromList) return fromList;
  const { answer, because, seeks } = judge.otherwise;
  const sought = seen.find((_, i) => judge.rungs[i]!.answer === 'yes') ?? seen[0];
  const evidence =
    (sought && windowEvidence(sought, seeks)) ?? wholeCall(hearing, seeks ?? rule.format.title);
  return { answer, reason: because, evidence: [evidence] };
}

/** The share of a set's items that are known is what the mark earns; it never earns by what was not for the call. */
function byItems(judge: ItemsRule, rule: CriterionRule, hearing: Hearing): Judged {
  const incident = hearing.findings.find((finding) => finding.kind === 'incident');
  const id = judge.set === 'question_set' ? incident?.value : judge.set;
  if (!id)
    return unclear('The type of the incident is not known, so its questions cannot be judged.', hearing);
  const set = judge.sets.get(id);
  const items = set ? coveredItems(set, hearing) : [];
  const share = shareKnown(items);
  if (!set || share === null) {
    const reason = 'This type of incident has no questions of its own.';
    return { answer: 'na', reason, evidence: [wholeCall(hearing, rule.format.title)] };
  }
  const asking = turnsAsking(hearing);
  const answer = answerByShare(share, asking, judge);
  const known = [...new Set(items.flatMap((item) => item.turns.slice(0, 1)))].sort((a, b) => a - b);
  const missed = items.filter((item) => item.state === 'missed').map((item) => item.need);
  const evidence: Evidence[] = [];
  if (known.length > 0)
    evidence.push({ kind: 'turns', turns: known, shows: `questions of the set ${set.title}` });
  if (missed.length > 0) evidence.push(wholeCall(hearing, missed.join('; ')));
  const isFew = answer === 'partial' && share >= judge.yes;
  const reason = isFew
    ? `Only ${asking} turns asked anything; ${itemsReason(set.title, items)}`
    : itemsReason(set.title, items);
  return { answer, reason, points: round2(share), items, evidence };
}

interface Taken {
  step: StepRule;
  observed: Observed;
  amount: number;
}

function rated(
  judge: Extract<JudgeRule, { answers: 'rating' }>,
  rule: CriterionRule,
  hearing: Hearing,
): Judged {
  if (judge.unclear?.(hearing).holds) {
    return unclear('The transcript does not show enough to rate this; listen to the call.', hearing);
  }
  const shortness = shortnessOf(hearing);
  const steps = judge.steps.map((step): Taken => {
    const observed = step.observe(hearing);
    if (!observed.holds) return { step, observed, amount: 0 };
    const times = step.each ? observed.count * (step.add > 0 ? shortness : 1) : 1;
    const size = Math.min(Math.abs(step.add) * times, step.upTo ?? Number.POSITIVE_INFINITY);
    return { step, observed, amount: Math.sign(step.add) * size };
  });
  const sum = judge.start + steps.reduce((total, taken) => total + taken.amount, 0);
  const met = judge.limits
    .map((limit) => ({ limit, observed: limit.observe(hearing) }))
    .filter((one) => one.observed.holds);
  const most = Math.min(5, ...met.map(({ limit }) => limit.atMost ?? 5));
  const least = Math.max(1, ...met.map(({ limit }) => limit.atLeast ?? 1));
  const answer = Math.min(most, Math.max(least, Math.round(sum)));
  const binding = met.find(({ limit }) => limit.atMost === most && most < Math.round(sum));
  const evidence = [
    ...(binding
      ? [
          turnsEvidence(binding.observed, binding.limit.because) ??
            windowEvidence(binding.observed, undefined),
        ]
      : []),
    ...stepEvidence(steps, answer),
  ].filter((one) => one !== undefined);
  return {
    answer,
    reason: binding ? binding.limit.because : ratingReason(steps, answer),
    evidence: evidence.length > 0 ? evidence : [wholeCall(hearing, rule.format.title)],
  };
}

const usualAgentTurns = 20;

/** A short call has fewer turns in which to do well, so each counts for more in it: from 1 to 2 times. */
function shortnessOf(hearing: Hearing): number {
  const turns = hearing.call.turns.filter((turn) => turn.role === 'agent').length;
  return Math.min(2, Math.max(1, usualAgentTurns / Math.max(1, turns)));
}

const mostShown = 5;

/** What earned the rating, what cost it, and the dearest thing that was sought in vain. */
function stepEvidence(steps: readonly Taken[], answer: number): (Evidence | undefined)[] {
  const taken = steps
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const found = taken.map(
    ({ step, observed }) => turnsEvidence(observed, step.did) ?? windowEvidence(observed, step.did),
  );
  const missed = answer < 5 ? dearestMissed(steps) : undefined;
  return [...found.slice(0, mostShown), missed && windowEvidence(missed.observed, undefined)];
}

function dearestMissed(steps: readonly Taken[]): Taken | undefined {
  return steps
    .filter(({ step, observed }) => step.add > 0 && observed.holds === false)
    .sort((a, b) => worth(b) - worth(a))[0];
}

function worth({ step }: Taken): number {
  return step.upTo ?? step.add;
}

/** One sentence: what was good, what was not, and what to do about it. */
function ratingReason(steps: readonly Taken[], answer: number): string {
  const by = (sign: number) =>
    steps.filter(({ amount }) => amount * sign > 0).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const good = by(1).slice(0, answer >= 4 ? 3 : 2);
  const bad = by(-1).slice(0, 2);
  const todo =
    bad.find(({ step }) => step.todo)?.step.todo ??
    (answer < 5 ? dearestMissed(steps)?.step.todo : undefined);
  const said = [list(good), list(bad)].filter((part) => part !== '').join(', but ');
  const sentence = said === '' ? 'Nothing of what this asks for was heard' : capital(said);
  return todo ? `${sentence}; next time ${todo}.` : `${sentence}.`;
}

function list(taken: readonly Taken[]): string {
  const parts = taken.map(({ step }) => step.did);
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function unclear(reason: string, hearing: Hearing): Judged {
  return { answer: 'unclear', reason, evidence: [wholeCall(hearing, 'enough to judge by')] };
}

function wholeCall(hearing: Hearing, soughtFor: string): Evidence {
  const { startMs, endMs } = hearing.call;
  return { kind: 'window', startMs, endMs, soughtFor, nearestTurn: null };
}

/** How well the recogniser was sure of the turns the mark rests on, 0.5 to 1; 1 where it does not say. */
function heardWell(judged: Judged, hearing: Hearing): number {
  const indices = new Set(judged.evidence.flatMap((one) => (one.kind === 'turns' ? one.turns : [])));
  const known = hearing.call.turns.filter((turn) => indices.has(turn.index) && turn.confidence !== null);
  if (known.length === 0) return 1;
  const mean = known.reduce((sum, turn) => sum + (turn.confidence ?? 0), 0) / known.length;
  return 0.5 + mean / 2;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
