import type { Mistake, ScorecardAgreement, SourceAgreement } from '../../model/agreement.ts';
import type { Answer, Evaluation, Opinion } from '../../model/judgement.ts';
import type { ScorecardFormat } from '../packs/scorecard-format.ts';
import { scored } from '../scoring/score.ts';
import { type JudgedTwice, scorecardAgreement, scorecardMistakes } from './scorecards.ts';
import { type CardForm, marksOfAnswers } from './scores.ts';

/** One criterion of one call that a person answered, with what every judge said of it. */
export interface AnsweredHere {
  call: string;
  scorecardId: string;
  scorecardVersion: number;
  criterionId: string;
  /** People in the order in which they answered. */
  opinions: readonly Opinion[];
}

/** How far one source agrees with the people here on one scorecard. */
export interface MeasuredSource extends Pick<SourceAgreement, 'source' | 'model'> {
  scorecards: { agreement: ScorecardAgreement; mistakes: Mistake[] }[];
}

/** What a source said of a criterion, against what a person said. */
interface Compared {
  source: MeasuredSource['source'];
  model: string | null;
  one: AnsweredHere;
  expected: Answer;
  got: Pick<Opinion, 'answer' | 'reason'>;
}

/**
 * Rules and each model against the person whose answer stands, and people against each other where two answered:
 * the first is what is expected of the second. Only answers that somebody gave count; what was passed over is no
 * agreement. Pure and deterministic.
 */
export function agreementWithPeople(
  answered: readonly AnsweredHere[],
  formats: readonly ScorecardFormat[],
): MeasuredSource[] {
  const compared = answered.flatMap(comparisons);
  const sources = [...new Set(compared.map(sourceKey))].sort(bySource);
  return sources.map((key) => {
    const own = compared.filter((one) => sourceKey(one) === key);
    const { source, model } = own[0]!;
    const scorecards = formats.flatMap((format) => {
      const judged = judgedOn(own, format);
      if (judged.length === 0) return [];
      const mistakes = judged.flatMap(scorecardMistakes).filter(({ what }) => what === 'criterion');
      return [{ agreement: scorecardAgreement(judged, cardForm(format)), mistakes }];
    });
    return { source, model, scorecards };
  });
}

function comparisons(one: AnsweredHere): Compared[] {
  const people = one.opinions.filter(({ source }) => source === 'person');
  const last = people.at(-1);
  if (!last) return [];
  const machines = one.opinions
    .filter(({ source }) => source !== 'person')
    .map((got): Compared => {
      const model = got.model && `${got.model.model} (${got.model.provider})`;
      return { source: got.source, model, one, expected: last.answer, got };
    });
  const [first] = people;
  const second = people.length > 1 ? last : undefined;
  if (!first || !second) return machines;
  return [...machines, { source: 'person', model: null, one, expected: first.answer, got: second }];
}

function sourceKey({ source, model }: Pick<Compared, 'source' | 'model'>): string {
  return `${source} ${model ?? ''}`;
}

const order = ['rule', 'model', 'person'];

function bySource(a: string, b: string): number {
  const place = (key: string) => order.indexOf(key.split(' ')[0] ?? '');
  return place(a) - place(b) || a.localeCompare(b, 'en');
}

function judgedOn(compared: readonly Compared[], format: ScorecardFormat): JudgedTwice[] {
  const own = compared.filter(
    ({ one }) => one.scorecardId === format.id && one.scorecardVersion === format.version,
  );
  const calls = [...new Set(own.map(({ one }) => one.call))];
  return calls.map((call) =>
    judgedTwice(
      call,
      own.filter(({ one }) => one.call === call),
      format,
    ),
  );
}

function judgedTwice(call: string, of: readonly Compared[], format: ScorecardFormat): JudgedTwice {
  const card = cardForm(format);
  const ids = new Map(card.criteria.map((criterion) => [criterion.format.id, criterion.format.id]));
  const known = of.filter(({ one }) => ids.has(one.criterionId));
  const answers = Object.fromEntries(known.map(({ one, expected }) => [one.criterionId, expected]));
  const got = Object.fromEntries(known.map(({ one, got: said }) => [one.criterionId, said.answer]));
  const reasons = new Map(known.map(({ one, got: said }) => [one.criterionId, said.reason]));
  const marks = marksOfAnswers(got, card).map((mark) => ({
    ...mark,
    reason: reasons.get(mark.criterionId) ?? '',
  }));
  const evaluation: Evaluation = {
    scorecardId: format.id,
    scorecardVersion: format.version,
    scorecardTitle: format.title,
    ...scored(marks, format),
    autoFails: [],
    state: 'draft',
    marks,
  };
  return { call, person: { card, ids: onlyOf(ids, answers), answers, autoFails: null }, evaluation };
}

/** Criteria nobody answered are no questions here. */
function onlyOf(ids: ReadonlyMap<string, string>, answers: Readonly<Record<string, Answer>>) {
  return new Map([...ids].filter(([id]) => Object.hasOwn(answers, id)));
}

function cardForm(format: ScorecardFormat): CardForm {
  const criteria = format.sections.flatMap((section) => section.criteria);
  return { format, criteria: criteria.map((criterion) => ({ format: criterion })) };
}
