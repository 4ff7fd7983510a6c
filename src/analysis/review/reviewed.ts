import type { Answer, Evaluation, Evidence, Mark, Opinion } from '../../model/judgement.ts';
import type { CriterionRule } from '../packs/criterion.ts';
import type { Scorecard } from '../packs/pack.ts';
import { faultOf, pointsOf } from '../scoring/mark.ts';
import { opinionOfMark } from '../scoring/opinion.ts';
import { scored } from '../scoring/score.ts';
import { type PersonAnswer, type ReviewStanding, verdictOf } from './next.ts';

/**
 * An evaluation as it stands after review: where people answered, the last of them; where they did not, the machine.
 * The score is that of the marks that stand. `isCritical` tells of a criterion whether missing it was critical in
 * this call.
 */
export function reviewed(
  machine: Evaluation,
  review: ReviewStanding,
  card: Scorecard,
  isCritical: (criterionId: string) => boolean,
): Evaluation {
  const rules = new Map(card.criteria.map((rule) => [rule.format.id, rule]));
  const marks = machine.marks.map((mark) => {
    const rule = rules.get(mark.criterionId);
    const people = review.answers.get(mark.criterionId) ?? [];
    return rule && people.length > 0 ? byPeople(mark, people, rule, isCritical) : mark;
  });
  const autoFails = machine.autoFails.filter(
    ({ id }) => verdictOf(review.readings.get(id) ?? []) !== 'overturned',
  );
  return {
    ...machine,
    ...scored(marks, card.format, autoFails),
    marks,
    autoFails,
    state: review.state,
  };
}

function byPeople(
  machine: Mark,
  people: readonly PersonAnswer[],
  rule: CriterionRule,
  isCritical: (criterionId: string) => boolean,
): Mark {
  const last = people.at(-1)!;
  const isSame = last.answer === machine.answer;
  const judges = machine.opinions.length > 0 ? machine.opinions : [opinionOfMark(machine)];
  return {
    ...machine,
    answer: last.answer,
    // A share of items is finer than the word for it.
    points: isSame ? machine.points : pointsOf(last.answer),
    source: 'person',
    confidence: 1,
    reason: last.comment ?? machine.reason,
    evidence: evidenceOf(last, machine, isSame),
    fault: isSame
      ? machine.fault
      : faultOf(last.answer, rule.format.fault.class, () => isCritical(machine.criterionId)),
    opinions: [...judges, ...people.map((one) => opinionOfPerson(one, machine))],
  };
}

function evidenceOf({ author, turns }: PersonAnswer, machine: Mark, isSame: boolean): Evidence[] {
  if (turns.length === 0) return machine.evidence;
  const picked: Evidence = { kind: 'turns', turns: [...turns], shows: `picked by ${author}` };
  return isSame ? [picked, ...machine.evidence] : [picked];
}

function opinionOfPerson({ author, at, answer, comment, turns }: PersonAnswer, machine: Mark): Opinion {
  const reason = comment ?? (answer === machine.answer ? 'Agrees.' : '');
  const person = { name: author, at };
  return { source: 'person', answer, confidence: 1, reason, turns: [...turns], model: null, person };
}

/** What a form takes as an answer to a criterion. */
export function takesAnswer({ format }: CriterionRule, answer: Answer): boolean {
  if (format.answers === 'check') return typeof answer === 'string';
  return typeof answer === 'number' || answer === 'na' || answer === 'unclear';
}

/** A person says why where the form asks for it, and always where they answer otherwise than the machine. */
export function needsComment({ format }: CriterionRule, machine: Mark, answer: Answer): boolean {
  return answer !== machine.answer || format.comment.some((one) => one === answer);
}

/** Whether judging again came to the same answers; then what people did with them still holds. */
export function isSameJudging(a: Evaluation, b: Evaluation): boolean {
  const said = ({ marks, autoFails }: Evaluation) =>
    JSON.stringify([marks.map((mark) => [mark.criterionId, mark.answer]), autoFails.map(({ id }) => id)]);
  return said(a) === said(b);
}
