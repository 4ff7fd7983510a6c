import type { Mark } from '../../model/judgement.ts';
import type { ScorecardFormat } from '../packs/scorecard-format.ts';

export interface Scored {
  /** 0 to 100, two decimals; null when no criterion, or too little of the form, could be judged. */
  score: number | null;
  coverage: number;
  band: string | null;
  weak: string[];
}

/**
 * score = 100 × Σ weight × points / Σ weight, over the marks that count. n/a leaves the form; unclear is no
 * fault but lowers the coverage. A rating earns its fifth, so weights that sum to 1 give the weighted sum × 20.
 */
export function scored(marks: readonly Mark[], format: ScorecardFormat): Scored {
  const judged = marks.filter((mark) => mark.points !== null);
  const applicable = sumWeights(marks.filter((mark) => mark.answer !== 'na'));
  const judgedWeight = sumWeights(judged);
  const coverage = applicable === 0 ? 0 : judgedWeight / applicable;
  const enough = judgedWeight > 0 && judgedWeight / sumWeights(marks) >= format.minJudgedShare;
  if (!enough) return { score: null, coverage: round(coverage, 4), band: null, weak: [] };
  const earned = judged.reduce((sum, mark) => sum + mark.weight * mark.points!, 0);
  const score = round((100 * earned) / judgedWeight, 2);
  const band = format.bands.find((one) => score >= one.atLeast)?.id ?? null;
  return { score, coverage: round(coverage, 4), band, weak: weakest(judged) };
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

function sumWeights(marks: readonly Mark[]): number {
  return marks.reduce((sum, mark) => sum + mark.weight, 0);
}

function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round((value + Number.EPSILON) * factor) / factor;
}
