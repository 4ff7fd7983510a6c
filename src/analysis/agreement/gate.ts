import type {
  CriterionAgreement,
  GatedScorecard,
  Mistake,
  QuestionGate,
  ScorecardAgreement,
} from '../../model/agreement.ts';
import type { AnalysisSettings } from '../settings.ts';

type Bar = AnalysisSettings['factBar'];

/** Whether answers to a question may be shown as facts. */
export function gateOf({ n, kappa, isPrevalent }: CriterionAgreement, bar: Bar): QuestionGate {
  if (n < bar.leastCalls) {
    const reason = `Compared with people on ${n} of the ${bar.leastCalls} calls that are needed.`;
    return { state: 'not enough data', reason };
  }
  if (kappa.value === null) {
    return {
      state: 'not enough data',
      reason: 'All answers were the same, so it cannot be told whether a different one would be found.',
    };
  }
  const measured = `Agreement with people beyond chance is ${kappa.value.toFixed(3)}`;
  if (kappa.value >= bar.leastKappa) {
    return { state: 'fact', reason: `${measured}; ${bar.leastKappa} is needed.` };
  }
  const why = isPrevalent ? ', and nearly all answers are the same, so that single calls weigh much' : '';
  return { state: 'suggestion', reason: `${measured}, below the ${bar.leastKappa} that is needed${why}.` };
}

/** A scorecard's agreement with the gate and the disagreements of each question. */
export function gated(card: ScorecardAgreement, mistakes: readonly Mistake[], bar: Bar): GatedScorecard {
  const criteria = card.criteria.map((one) => ({
    ...one,
    gate: gateOf(one, bar),
    mistakes: mistakes.filter((mistake) => mistake.what === 'criterion' && mistake.id === one.label),
  }));
  return { ...card, criteria };
}
