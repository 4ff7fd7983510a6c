import type { ScoreAgreement } from '../../model/agreement.ts';
import type { Answer, AutoFail, Mark } from '../../model/judgement.ts';
import type { Scorecard } from '../packs/pack.ts';
import { faultOf, pointsOf } from '../scoring/mark.ts';
import { type Scored, scored } from '../scoring/score.ts';
import { meanAbsoluteError, meanSignedDifference, shareWithin } from './differences.ts';
import { estimate } from './estimate.ts';
import { intraclassCorrelation } from './intraclass-correlation.ts';

/**
 * What a form gives to a person's answers; questions they did not answer are unclear. Its scores are null when
 * that is too little.
 */
export function scoredByPerson(
  answers: Readonly<Record<string, Answer>>,
  card: CardForm,
  autoFailIds: readonly string[],
): Scored {
  const autoFails = autoFailIds.map((id): AutoFail => ({ id, title: id, reason: '', evidence: [] }));
  return scored(marksOfAnswers(answers, card), card.format, autoFails);
}

/** What of a scorecard is needed to add up answers. */
export interface CardForm {
  format: Scorecard['format'];
  criteria: readonly Pick<Scorecard['criteria'][number], 'format'>[];
}

/** Answers as marks; questions without one are unclear. */
export function marksOfAnswers(answers: Readonly<Record<string, Answer>>, { criteria }: CardForm): Mark[] {
  return criteria.map(({ format: { id, weight, fault } }): Mark => {
    const answer = answers[id] ?? 'unclear';
    return {
      criterionId: id,
      answer,
      points: pointsOf(answer),
      weight,
      source: 'person',
      confidence: 1,
      reason: '',
      evidence: [],
      fault: faultOf(answer, fault.class, () => false),
      items: [],
      opinions: [],
    };
  });
}

/** What marks add up to when only the questions a person answered count. */
export function rawScoreOf(
  marks: readonly Mark[],
  answers: Readonly<Record<string, Answer>>,
  { format }: CardForm,
): number | null {
  const counted = marks.map((mark): Mark => {
    const isAnswered = answers[mark.criterionId] !== undefined;
    return isAnswered ? mark : { ...mark, answer: 'unclear', points: null, fault: 'none' };
  });
  return scored(counted, format).rawScore;
}

const closePoints = 5;

/** How far scores of calls agree, from the expected and the given score of each. */
export function scoreAgreement(pairs: readonly (readonly [number, number])[]): ScoreAgreement {
  return {
    n: pairs.length,
    meanAbsoluteError: estimate(pairs, meanAbsoluteError),
    meanDifference: estimate(pairs, meanSignedDifference),
    within5: estimate(pairs, (drawn) => shareWithin(drawn, closePoints)),
    icc: estimate(pairs, (drawn) => intraclassCorrelation(drawn, '2,1')),
  };
}
