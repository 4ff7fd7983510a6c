import type { ScoreItem, ScorePart } from '../../model/drill.ts';
import type { Evaluation, Mark } from '../../model/judgement.ts';
import { rounded, type ScoredDrill } from './scored-drill.ts';

type Part = Pick<ScorePart, 'points' | 'reason' | 'items'>;

/** The marks the main scorecard of real calls gives, of the sections that the pack names for it. */
export function scorecardPart(scored: ScoredDrill): Part {
  const { scorecard } = scored.assessment.choice;
  const wanted = new Set(scored.play.acts.format.sections);
  const ids = scorecard?.format.sections
    .filter(({ id }) => wanted.has(id))
    .flatMap(({ criteria }) => criteria.map(({ id }) => id));
  const closing = new Set(scored.play.acts.format.closing);
  return partOf(new Set(ids?.filter((id) => !closing.has(id))), scored);
}

export function closingPart(scored: ScoredDrill): Part {
  return partOf(new Set(scored.play.acts.format.closing), scored);
}

function partOf(ids: ReadonlySet<string>, scored: ScoredDrill): Part {
  const [main] = scored.assessment.evaluations;
  if (!main) return { points: null, reason: scored.assessment.choice.reason, items: [] };
  const marks = main.marks.filter(({ criterionId }) => ids.has(criterionId));
  const judged = marks.filter(({ points }) => points !== null);
  const weight = judged.reduce((sum, mark) => sum + mark.weight, 0);
  const earned = judged.reduce((sum, mark) => sum + mark.points! * mark.weight, 0);
  return {
    points: weight === 0 ? null : rounded(earned / weight),
    reason: `${judged.length} of ${marks.length} question${marks.length === 1 ? '' : 's'} of "${main.scorecardTitle}" could be judged.`,
    items: marks.map((mark) => itemOf(mark, main, scored)),
  };
}

function itemOf(mark: Mark, main: Evaluation, { assessment }: ScoredDrill): ScoreItem {
  const criteria = assessment.choice.scorecard?.criteria ?? [];
  const title = criteria.find(({ format }) => format.id === mark.criterionId)?.format.title;
  return {
    id: mark.criterionId,
    title: title ?? main.scorecardTitle,
    state: String(mark.answer),
    points: mark.points,
    reason: mark.reason,
    evidence: mark.evidence,
  };
}
