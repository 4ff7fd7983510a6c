import type { Evaluation, Evidence, Mark, Opinion } from '../../model/judgement.ts';
import type { CriterionRule } from '../packs/criterion.ts';
import type { Scorecard } from '../packs/pack.ts';
import { faultOf, pointsOf } from '../scoring/mark.ts';
import { opinionOfMark } from '../scoring/opinion.ts';
import { scored } from '../scoring/score.ts';
import { isGrave } from './questions.ts';
import type { ModelSettings } from './settings.ts';

/**
 * Rules and a model on the same form. The rule's mark is where it starts; where the model agrees it is surer, and
 * where they differ on something grave nobody is believed: the mark is unclear and a person decides.
 */
export function merged(
  evaluation: Evaluation,
  opinions: ReadonlyMap<string, Opinion>,
  scorecard: Scorecard,
  settings: Pick<ModelSettings, 'onDisagreement'>,
): Evaluation {
  const marks = evaluation.marks.map((mark): Mark => {
    const opinion = opinions.get(mark.criterionId);
    const rule = scorecard.criteria.find(({ format }) => format.id === mark.criterionId);
    return opinion && rule ? together(mark, opinion, rule, settings) : mark;
  });
  return { ...evaluation, ...scored(marks, scorecard.format, evaluation.autoFails), marks };
}

function together(
  mark: Mark,
  model: Opinion,
  rule: CriterionRule,
  { onDisagreement }: Pick<ModelSettings, 'onDisagreement'>,
): Mark {
  const opinions = [opinionOfMark(mark), model];
  if (rule.format.method === 'model') return { ...markBy(mark, model, rule), opinions };
  if (model.answer === 'unclear') return { ...mark, opinions };
  if (mark.answer === model.answer) {
    return { ...mark, confidence: agreedConfidence(mark.confidence, model.confidence), opinions };
  }
  if (mark.answer === 'unclear') return { ...markBy(mark, model, rule), opinions };
  if (isGrave(rule.format) || onDisagreement === 'person') return { ...disputed(mark, model), opinions };
  const isModelSurer = onDisagreement === 'surer' && model.confidence > mark.confidence;
  return { ...(isModelSurer ? markBy(mark, model, rule) : mark), opinions };
}

/** Two judges who see the call in different ways err together less often than each. */
function agreedConfidence(a: number, b: number): number {
  return Math.round((1 - (1 - a) * (1 - b)) * 100) / 100;
}

function markBy(mark: Mark, opinion: Opinion, rule: CriterionRule): Mark {
  const { answer, confidence, reason } = opinion;
  const found: Evidence = { kind: 'turns', turns: opinion.turns, shows: reason };
  return {
    ...mark,
    answer,
    points: pointsOf(answer),
    source: 'model',
    confidence,
    reason,
    evidence: opinion.turns.length > 0 ? [found] : mark.evidence,
    fault: faultOf(answer, rule.format.fault.class, () => false),
  };
}

function disputed(mark: Mark, model: Opinion): Mark {
  return {
    ...mark,
    answer: 'unclear',
    points: null,
    confidence: 0,
    reason: `The rules say ${mark.answer} and the model says ${model.answer}; a person has to decide. Rules: ${mark.reason} Model: ${model.reason}`,
    fault: 'none',
  };
}
