import type { Mistake, ScorecardAgreement } from '../../model/agreement.ts';
import type { Answer, Evaluation } from '../../model/judgement.ts';
import type { PersonAnswers } from '../labelled/forms.ts';
import { type Answered, criteriaMeans, criterionAgreement, type Question } from './criteria.ts';
import type { Found } from './detection.ts';
import { detection } from './estimate.ts';
import { type CardForm, rawScoreOf, scoreAgreement, scoredByPerson } from './scores.ts';

/** One call judged on a scorecard by people and otherwise. */
export interface JudgedTwice {
  call: string;
  person: Omit<PersonAnswers, 'card'> & { card: CardForm };
  evaluation: Evaluation;
}

/** Auto-fails that words alone can show: only they are measured, besides what was labelled. */
const shownByWords = ['X2', 'X3', 'X6', 'X7'];

/** How far the evaluations of calls on one scorecard agree with people. */
export function scorecardAgreement(calls: readonly JudgedTwice[], card: CardForm): ScorecardAgreement {
  const labels = [
    ...new Set(calls.flatMap(({ person }) => [...person.ids.keys(), ...Object.keys(person.answers)])),
  ];
  const form = new Map(
    labels.map((label) => [label, answersTo(label, calls)] as const).filter(([, all]) => all.length > 0),
  );
  const scores = calls.map(scoredTwice);
  const failed = calls.flatMap((call) => autoFailsOf(call) ?? []);
  return {
    scorecardId: card.format.id,
    scorecardVersion: card.format.version,
    scorecardTitle: card.format.title,
    calls: calls.length,
    criteria: [...form].map(([label, all]) => criterionAgreement(questionOf(label, calls, card), all)),
    ...criteriaMeans(form),
    score: scoreAgreement(scores.flatMap((one) => one.shown)),
    scoreOfLabelled: scoreAgreement(scores.flatMap((one) => one.ofLabelled)),
    autoFails: failed.length === 0 ? null : detection(failed),
  };
}

function questionOf(label: string, calls: readonly JudgedTwice[], card: CardForm): Question {
  const criterionId = calls.map(({ person }) => person.ids.get(label)).find((id) => id !== undefined) ?? null;
  const criterion = card.criteria.find(({ format }) => format.id === criterionId);
  return { label, criterionId, title: criterion?.format.title ?? null };
}

/** A question the scorecard does not ask is one it cannot answer. */
function answersTo(label: string, calls: readonly JudgedTwice[]): Answered[] {
  return calls.flatMap(({ call, person, evaluation }): Answered[] => {
    const expected = person.answers[label];
    const mark = evaluation.marks.find((one) => one.criterionId === person.ids.get(label));
    return expected === undefined ? [] : [{ call, expected, got: mark?.answer ?? 'unclear' }];
  });
}

/** A person's answers by the scorecard's own ids. */
function answersOnCard(person: JudgedTwice['person']): Record<string, Answer> {
  const byCriterion = Object.entries(person.answers).flatMap(([label, answer]) => {
    const id = person.ids.get(label);
    return id === undefined ? [] : [[id, answer] as const];
  });
  return Object.fromEntries(byCriterion);
}

function scoredTwice({ person, evaluation }: JudgedTwice) {
  const answers = answersOnCard(person);
  const expected = scoredByPerson(answers, person.card, person.autoFails ?? []);
  return {
    shown: pairOf(expected.score, evaluation.score),
    ofLabelled: pairOf(expected.rawScore, rawScoreOf(evaluation.marks, answers, person.card)),
    expected: expected.score,
  };
}

function pairOf(expected: number | null, got: number | null): [number, number][] {
  return expected === null || got === null ? [] : [[expected, got]];
}

function autoFailsOf({ person, evaluation }: JudgedTwice): Found | null {
  if (person.autoFails === null) return null;
  const expected = new Set(person.autoFails);
  const got = measuredAutoFails(expected, evaluation);
  return {
    right: got.filter((id) => expected.has(id)).length,
    wrong: got.filter((id) => !expected.has(id)).length,
    missed: [...expected].filter((id) => !got.includes(id)).length,
  };
}

function measuredAutoFails(expected: ReadonlySet<string>, { autoFails }: Evaluation): string[] {
  return autoFails.map((fail) => fail.id).filter((id) => expected.has(id) || shownByWords.includes(id));
}

/** Where one call's evaluation is not what people said. */
export function scorecardMistakes(judged: JudgedTwice): Mistake[] {
  return [...criterionMistakes(judged), ...autoFailMistakes(judged), ...scoreMistakes(judged)];
}

function criterionMistakes({ call, person, evaluation }: JudgedTwice): Mistake[] {
  return Object.entries(person.answers).flatMap(([label, expected]): Mistake[] => {
    const mark = evaluation.marks.find((one) => one.criterionId === person.ids.get(label));
    const got = mark?.answer ?? 'unclear';
    if (expected === 'unclear' || got === expected) return [];
    const turn = mark?.evidence.flatMap((one) => (one.kind === 'turns' ? one.turns : [])).at(0) ?? null;
    const reason = mark?.reason ?? 'The scorecard has no such criterion.';
    return [
      { call, what: 'criterion', id: label, turn, expected: String(expected), got: String(got), reason },
    ];
  });
}

function autoFailMistakes({ call, person, evaluation }: JudgedTwice): Mistake[] {
  if (person.autoFails === null) return [];
  const expected = new Set(person.autoFails);
  const got = measuredAutoFails(expected, evaluation);
  const mistake = { call, what: 'autoFail', turn: null, expected: null, got: null, reason: null };
  const reasonOf = (id: string) => evaluation.autoFails.find((fail) => fail.id === id)?.reason ?? null;
  return [
    ...[...expected].filter((id) => !got.includes(id)).map((id) => ({ ...mistake, id, expected: id })),
    ...got.filter((id) => !expected.has(id)).map((id) => ({ ...mistake, id, got: id, reason: reasonOf(id) })),
  ];
}

const closePoints = 5;

function scoreMistakes(judged: JudgedTwice): Mistake[] {
  const { call, evaluation } = judged;
  const [expected, got] = [scoredTwice(judged).expected, evaluation.score];
  if (expected === null || (got !== null && Math.abs(got - expected) <= closePoints)) return [];
  const written = got === null ? null : got.toFixed(1);
  const id = evaluation.scorecardId;
  return [{ call, what: 'score', id, turn: null, expected: expected.toFixed(1), got: written, reason: null }];
}
