import type { CriterionAgreement, ScorecardAgreement } from '../../model/agreement.ts';
import type { Answer } from '../../model/judgement.ts';
import { addFound, type Found, precision, recall } from './detection.ts';
import { mean, meanAbsoluteError, meanSignedDifference } from './differences.ts';
import { detection, estimate, round } from './estimate.ts';
import { cohenKappa, gwetAc1, isPrevalent, percentAgreement } from './two-raters.ts';

/** One answer that was expected and the one that was given. */
export interface Answered {
  call: string;
  expected: Answer;
  got: Answer;
}

export interface Question {
  label: string;
  criterionId: string | null;
  title: string | null;
}

const ratings = [1, 2, 3, 4, 5];

/** Where nobody could tell, nothing was labelled; where only the one measured could not, its coverage suffers. */
function labelledIn(all: readonly Answered[]): readonly Answered[] {
  return all.filter((one) => one.expected !== 'unclear');
}

function pairsIn(all: readonly Answered[]): [Answer, Answer][] {
  return labelledIn(all)
    .filter((one) => one.got !== 'unclear')
    .map((one) => [one.expected, one.got]);
}

/** How far the answers to one question agree. */
export function criterionAgreement(question: Question, all: readonly Answered[]): CriterionAgreement {
  const labelled = labelledIn(all);
  const pairs = pairsIn(all);
  const numbers = pairs.filter((pair): pair is [number, number] =>
    pair.every((one) => typeof one === 'number'),
  );
  const isRating = pairs.length > 0 && numbers.length === pairs.length;
  return {
    ...question,
    labelled: labelled.length,
    n: pairs.length,
    coverage: coverageOf(all),
    agreement: estimate(pairs, percentAgreement),
    kappa: estimate(pairs, kappaOf),
    ac1: estimate(pairs, ac1Of(pairs)),
    isPrevalent: isPrevalent(pairs),
    no: isRating ? null : detection(pairs.map(noOf)),
    meanAbsoluteError: isRating ? round(meanAbsoluteError(numbers)) : null,
    meanDifference: isRating ? round(meanSignedDifference(numbers)) : null,
    answers: tally(labelled),
  };
}

function coverageOf(all: readonly Answered[]): number | null {
  const labelled = labelledIn(all);
  return labelled.length === 0 ? null : round(pairsIn(all).length / labelled.length);
}

/** Quadratic weights for ratings: a 1 for a 5 is worse than a 4 for a 5. */
function kappaOf(pairs: readonly (readonly [Answer, Answer])[]): number | null {
  const isRating = pairs.every((pair) => pair.every((one) => typeof one === 'number'));
  return isRating ? cohenKappa<Answer>(pairs, 'quadratic', ratings as Answer[]) : cohenKappa<Answer>(pairs);
}

function ac1Of(all: readonly (readonly [Answer, Answer])[]) {
  const values = new Set(all.flat());
  const categories = Math.max(2, values.size);
  return (pairs: readonly (readonly [Answer, Answer])[]) => gwetAc1(pairs, categories);
}

function noOf([expected, got]: readonly [Answer, Answer]): Found {
  return {
    right: Number(expected === 'no' && got === 'no'),
    wrong: Number(expected !== 'no' && got === 'no'),
    missed: Number(expected === 'no' && got !== 'no'),
  };
}

function tally(labelled: readonly Answered[]): CriterionAgreement['answers'] {
  const counts = new Map<string, CriterionAgreement['answers'][number]>();
  for (const one of labelled) {
    const [expected, got] = [String(one.expected), String(one.got)];
    const cell = counts.get(`${expected} ${got}`) ?? { expected, got, n: 0 };
    counts.set(`${expected} ${got}`, { ...cell, n: cell.n + 1 });
  }
  return [...counts.values()].sort((a, b) => b.n - a.n);
}

/** The answers of all questions of a scorecard, by question. */
export type AnsweredForm = ReadonlyMap<string, readonly Answered[]>;

/** Means over the questions, with intervals over calls. */
export function criteriaMeans(form: AnsweredForm): Pick<ScorecardAgreement, 'means' | 'no'> {
  const calls = [...new Set([...form.values()].flat().map((one) => one.call))];
  const byCall = new Map(calls.map((call) => [call, [] as [string, Answered][]]));
  for (const [question, all] of form) for (const one of all) byCall.get(one.call)!.push([question, one]);
  const units = [...byCall.values()];
  const over = (figure: (all: readonly Answered[]) => number | null) =>
    estimate(units, (drawn) => {
      const figures = groupByQuestion(drawn).map(figure);
      return mean(figures.filter((value) => value !== null));
    });
  const noIn = (all: readonly Answered[]) => addFound(pairsIn(all).map(noOf));
  return {
    means: {
      agreement: over((all) => percentAgreement(pairsIn(all))),
      kappa: over((all) => kappaOf(pairsIn(all))),
      ac1: over((all) => ac1Of(pairsIn(all))(pairsIn(all))),
      noPrecision: over((all) => precision(noIn(all))),
      noRecall: over((all) => recall(noIn(all))),
      coverage: over(coverageOf),
    },
    no: detection(units.map((unit) => noIn(unit.map(([, one]) => one)))),
  };
}

function groupByQuestion(units: readonly (readonly [string, Answered][])[]): Answered[][] {
  const groups = new Map<string, Answered[]>();
  for (const unit of units) {
    for (const [question, one] of unit) {
      const group = groups.get(question);
      if (group) group.push(one);
      else groups.set(question, [one]);
    }
  }
  return [...groups.values()];
}
