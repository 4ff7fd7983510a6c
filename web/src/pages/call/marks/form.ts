import type { Evaluation, Mark } from '../../../../../src/model/judgement.ts';
import type { Criterion, ScorecardOutline } from '../../../../../src/model/scorecard.ts';

export interface MarkedCriterion {
  mark: Mark;
  /** Undefined when the loaded scorecard no longer has the criterion. */
  criterion: Criterion | undefined;
  /** How many of the 100 points of the score this criterion is worth, and how many it earned; null when it does not count. */
  points: { worth: number; earned: number } | null;
}

export interface MarkedSection {
  id: string;
  title: string;
  marked: MarkedCriterion[];
  /** 0 to 100 over what counts in it; null when nothing does. */
  score: number | null;
}

function scoreOf(marked: MarkedCriterion[]): number | null {
  const worth = marked.reduce((sum, { points }) => sum + (points?.worth ?? 0), 0);
  const earned = marked.reduce((sum, { points }) => sum + (points?.earned ?? 0), 0);
  return worth === 0 ? null : (earned / worth) * 100;
}

/** Weights as written on the form may sum to anything; on screen they are shares of the 100 points that counted. */
export function markedCriteria(
  evaluation: Evaluation,
  card: ScorecardOutline | undefined,
): MarkedCriterion[] {
  const criteria = new Map(card?.sections.flatMap((section) => section.criteria).map((one) => [one.id, one]));
  const counted = evaluation.marks.filter((mark) => mark.points !== null);
  const total = counted.reduce((sum, mark) => sum + mark.weight, 0);
  return evaluation.marks.map((mark) => {
    const worth = total === 0 ? 0 : (mark.weight / total) * 100;
    return {
      mark,
      criterion: criteria.get(mark.criterionId),
      points: mark.points === null ? null : { worth, earned: worth * mark.points },
    };
  });
}

/** In the order of the form; marks whose criterion the form no longer has come last. */
export function bySection(evaluation: Evaluation, card: ScorecardOutline | undefined): MarkedSection[] {
  const all = markedCriteria(evaluation, card);
  const byId = new Map(all.map((one) => [one.mark.criterionId, one]));
  const sections = (card?.sections ?? []).map((section): MarkedSection => {
    const marked = section.criteria.map(({ id }) => byId.get(id)).filter((one) => one !== undefined);
    return { id: section.id, title: section.title, marked, score: scoreOf(marked) };
  });
  const rest = all.filter((one) => one.criterion === undefined);
  if (rest.length > 0) {
    const title = card ? 'No longer on the form' : 'Criteria';
    sections.push({ id: 'rest', title, marked: rest, score: scoreOf(rest) });
  }
  return sections.filter((section) => section.marked.length > 0);
}

/** What cost most points first, then what did not count, then what earned everything. */
export function weakestFirst(evaluation: Evaluation, card: ScorecardOutline | undefined): MarkedCriterion[] {
  const rank = ({ mark, points }: MarkedCriterion) => {
    const listed = evaluation.weak.indexOf(mark.criterionId);
    if (listed !== -1) return -1000 + listed;
    return points ? points.earned - points.worth : -0.001;
  };
  return markedCriteria(evaluation, card).toSorted((a, b) => rank(a) - rank(b));
}
