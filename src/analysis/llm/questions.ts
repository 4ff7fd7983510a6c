import type { Evaluation } from '../../model/judgement.ts';
import type { CriterionRule } from '../packs/criterion.ts';
import type { Scorecard } from '../packs/pack.ts';
import type { Speaker } from '../rules/window.ts';

/** One thing a model is asked about a call. */
export interface ModelQuestion {
  id: string;
  question: string;
  /** Whose words alone can answer it with yes. */
  speaker: Speaker;
  isGrave: boolean;
}

/**
 * What of a form is left to ask a model: checks of meaning. Ratings, and whatever rests on order, times or measures,
 * are computed; what does not apply to the call is decided by its rule.
 */
export function questionsOf(scorecard: Scorecard, evaluation: Evaluation): ModelQuestion[] {
  return scorecard.criteria
    .filter((rule) => isOfMeaning(rule, scorecard) && applies(rule, evaluation))
    .map(({ format }) => ({
      id: format.id,
      question: format.question,
      speaker: format.speaker ?? 'agent',
      isGrave: isGrave(format),
    }));
}

/** A fault in it is critical, or can become so: one wrong answer would cost somebody dearly. */
export function isGrave({ fault }: CriterionRule['format']): boolean {
  return fault.class === 'critical' || fault.criticalWhen !== undefined;
}

function applies({ format }: CriterionRule, { marks }: Evaluation): boolean {
  const mark = marks.find((one) => one.criterionId === format.id);
  return mark !== undefined && mark.answer !== 'na';
}

function isOfMeaning({ format }: CriterionRule, { format: form }: Scorecard): boolean {
  if (format.answers === 'rating' || format.method === 'rule') return false;
  return !restsOnMeasures(format.judge, form.observations, new Set());
}

/** Verbs whose answer is a matter of counting, order or time. */
const measured: ReadonlySet<string> = new Set([
  'ranked',
  'order',
  'within',
  'pauseOverS',
  'interrupts',
  'metric',
  'wordsPerTurn',
  'items',
  'speaks',
]);

function restsOnMeasures(
  value: unknown,
  observations: Readonly<Record<string, { when: unknown }>>,
  seen: Set<string>,
): boolean {
  if (typeof value === 'string') {
    const observation = Object.hasOwn(observations, value) ? observations[value] : undefined;
    if (!observation || seen.has(value)) return false;
    seen.add(value);
    return restsOnMeasures(observation.when, observations, seen);
  }
  if (Array.isArray(value)) return value.some((one) => restsOnMeasures(one, observations, seen));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => measured.has(key) || (key !== 'because' && restsOnMeasures(inner, observations, seen)),
  );
}
