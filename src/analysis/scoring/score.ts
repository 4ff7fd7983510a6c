import type { AutoFail, FaultCounts, Mark } from '../../model/judgement.ts';
import type { ScorecardFormat } from '../packs/scorecard-format.ts';

export interface Scored {
  /** 0 to 100, two decimals; null when no criterion, or too little of the form, could be judged. */
  score: number | null;
  /** The same before a critical fault or an auto-fail. */
  rawScore: number | null;
  coverage: number;
  band: string | null;
  faults: FaultCounts;
  weak: string[];
}

/**
 * score = 100 × Σ weight × points / Σ weight, over the marks that count, and a bonus on top of it. n/a leaves the
 * form; unclear is no fault but lowers the coverage. A rating earns its fifth, so weights that sum to 1 give the
 * weighted sum × 20.
 */
export function scored(
  marks: readonly Mark[],
  format: ScorecardFormat,
  autoFails: readonly AutoFail[] = [],
): Scored {
  const bonus = bonusIds(format);
  const form = marks.filter((mark) => !bonus.has(mark.criterionId));
  const judged = form.filter((mark) => mark.points !== null);
  const applicable = sumWeights(form.filter((mark) => mark.answer !== 'na'));
  const judgedWeight = sumWeights(judged);
  const coverage = round(applicable === 0 ? 0 : judgedWeight / applicable, 4);
  const faults = countFaults(form);
  const enough =
    judgedWeight > 0 &&
    judgedWeight / sumWeights(form) >= format.minJudgedShare &&
    applicable >= format.minApplicableWeight;
  if (!enough) return { score: null, rawScore: null, coverage, band: null, faults, weak: [] };
  const extra = marks.filter((mark) => bonus.has(mark.criterionId) && mark.points !== null);
  const rawScore = round(Math.min(100, (100 * (earned(judged) + earned(extra))) / judgedWeight), 2);
  const isCritical = format.criticalBand !== undefined && (faults.critical > 0 || autoFails.length > 0);
  const { criticalPolicy, autoFailPolicy = criticalPolicy } = format;
  const policy = autoFails.length > 0 ? autoFailPolicy : criticalPolicy;
  const score = isCritical ? lowered(rawScore, policy) : rawScore;
  const band = isCritical ? format.criticalBand!.id : bandOf(score, faults, format);
  return { score, rawScore, coverage, band, faults, weak: weakest(judged) };
}

function bonusIds(format: ScorecardFormat): ReadonlySet<string> {
  const criteria = format.sections.flatMap((section) => section.criteria);
  return new Set(criteria.filter((one) => one.bonus).map((one) => one.id));
}

function lowered(rawScore: number, policy: ScorecardFormat['criticalPolicy']): number {
  if (policy === 'keep_score') return rawScore;
  return policy === 'zero' ? 0 : Math.min(rawScore, policy.cap);
}

function bandOf(score: number, faults: FaultCounts, { bands }: ScorecardFormat): string | null {
  const fitting = bands.find((band) => {
    if ('atLeast' in band) return score >= band.atLeast;
    const { atMost } = band;
    return faultClasses.every((one) => faults[one] <= (atMost[one] ?? Number.POSITIVE_INFINITY));
  });
  return fitting?.id ?? null;
}

const faultClasses = ['critical', 'major', 'moderate', 'minor'] as const;

function countFaults(marks: readonly Mark[]): FaultCounts {
  const counts: FaultCounts = { critical: 0, major: 0, moderate: 0, minor: 0 };
  for (const { fault } of marks) if (fault !== 'none') counts[fault]++;
  return counts;
}

const mostWeak = 4;
/** A rating of 3, or a partial, is weak; a 4 is not. */
const weakPoints = 0.6;

/** Ids of the criteria that cost most, worst first. */
function weakest(judged: readonly Mark[]): string[] {
  const cost = (mark: Mark) => mark.weight * (1 - mark.points!);
  return judged
    .filter((mark) => mark.points! <= weakPoints && mark.weight > 0)
    .sort((a, b) => cost(b) - cost(a))
    .slice(0, mostWeak)
    .map((mark) => mark.criterionId);
}

function earned(marks: readonly Mark[]): number {
  return marks.reduce((sum, mark) => sum + mark.weight * mark.points!, 0);
}

function sumWeights(marks: readonly Mark[]): number {
  return marks.reduce((sum, mark) => sum + mark.weight, 0);
}

function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round((value + Number.EPSILON) * factor) / factor;
}
