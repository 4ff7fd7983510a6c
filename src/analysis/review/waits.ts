import type { Evaluation, Flag, Mark } from '../../model/judgement.ts';
import type { Wait } from '../../model/review.ts';
import { isGrave } from '../llm/questions.ts';
import type { CriterionRule } from '../packs/criterion.ts';
import type { Scorecard } from '../packs/pack.ts';
import { type ReviewStanding, verdictOf } from './next.ts';

/** One evaluation in review. */
export interface InReview {
  /** What judging found, auto-fails that were overturned included. */
  machine: Evaluation;
  /** As it stands. */
  evaluation: Evaluation;
  review: ReviewStanding;
  /** Undefined when that version is not loaded any more. */
  card: Scorecard | undefined;
}

/** What of one evaluation waits for a person; a draft cannot be released while something blocks it. */
export function evaluationWaits(one: InReview, lowAgreement: ReadonlySet<string>): Wait[] {
  const { state } = one.review;
  if (state === 'disputed') {
    return [
      waitOf(one, 'disputed', [], `"${one.evaluation.scorecardTitle}" is disputed; decide and answer.`),
    ];
  }
  if (state !== 'draft') return [];
  const open = openMarks(one);
  const differing = open.filter((mark) => isContested(mark, ruleOf(mark, one.card)));
  const unclear = open.filter((mark) => !differing.includes(mark));
  const isRoutine =
    one.evaluation.coverage >= leastCoverage &&
    unclear.every((mark) => isLeftToPeople(ruleOf(mark, one.card)));
  return [
    ...autoFailWait(one),
    ...marksWait(one, 'judges_differ', differing, 'Rules and model differ on something grave'),
    ...marksWait(one, 'unclear', unclear, `Of the form ${unjudged(one.evaluation)} is not judged`).map(
      (wait) => ({ ...wait, isRoutine }),
    ),
    ...marksWait(
      one,
      'suggestion',
      suggestions(one, lowAgreement),
      'Points were lost on questions the rules answer poorly',
    ),
  ];
}

/** Grave flags nobody has looked at; they are settled with the evaluation they belong to. */
export function flagWait(
  flags: readonly Flag[],
  seen: ReadonlySet<string>,
  evaluations: readonly InReview[],
): Wait[] {
  const isDraft = (scorecardId: string | null) => {
    const own = evaluations.filter(({ evaluation }) => evaluation.scorecardId === scorecardId);
    // A flag of the call itself is settled with any evaluation: a person has been through the call.
    return (own.length > 0 ? own : evaluations).every(({ review }) => review.state === 'draft');
  };
  const open = flags.filter(
    // An auto-fail has a wait of its own.
    ({ code, severity, scorecardId }) =>
      severity === 'critical' && code !== 'auto_fail' && !seen.has(code) && isDraft(scorecardId),
  );
  const [first] = open;
  if (!first) return [];
  return [
    {
      reason: 'critical_flag',
      scorecardId: first.scorecardId,
      criterionIds: [...new Set(open.flatMap((flag) => flag.criteria))],
      flags: open.map((flag) => flag.code),
      text: `${first.reason}${furtherFlags(open.length - 1)}`,
      blocksRelease: false,
      isRoutine: false,
    },
  ];
}

function furtherFlags(more: number): string {
  if (more === 0) return '';
  return more === 1 ? ' One more critical flag.' : ` And ${more} more critical flags.`;
}

function waitOf(
  { evaluation }: InReview,
  reason: Wait['reason'],
  criterionIds: string[],
  text: string,
): Wait {
  const blocksRelease = reason === 'auto_fail' || reason === 'judges_differ' || reason === 'unclear';
  return {
    reason,
    scorecardId: evaluation.scorecardId,
    criterionIds,
    flags: [],
    text,
    blocksRelease,
    isRoutine: false,
  };
}

function autoFailWait(one: InReview): Wait[] {
  const open = one.machine.autoFails.filter(
    ({ id }) => verdictOf(one.review.readings.get(id) ?? []) === 'open',
  );
  if (open.length === 0) return [];
  const read = open.flatMap(({ id }) => one.review.readings.get(id) ?? []).map(({ author }) => author);
  const titles = open.map(({ title }) => title).join(', ');
  const who =
    read.length === 0
      ? 'two people have to look at it'
      : `${[...new Set(read)].join(', ')} looked; another person has to`;
  return [waitOf(one, 'auto_fail', [], `Auto-fail (${titles}): ${who}.`)];
}

/** Unclear marks that count and that nobody answered or left open on purpose. */
function openMarks({ evaluation, review }: InReview): Mark[] {
  return evaluation.marks.filter(
    (mark) =>
      mark.answer === 'unclear' &&
      mark.source !== 'person' &&
      mark.weight > 0 &&
      !review.left.has(mark.criterionId),
  );
}

const leastCoverage = 0.6;

/** Words can answer it with yes or no at best; where they do not, its rule says that a person has to look. */
function isLeftToPeople(rule: CriterionRule | undefined): boolean {
  return rule?.judge.answers === 'check' && rule.judge.otherwise.answer === 'unclear';
}

function isContested({ opinions }: Mark, rule: CriterionRule | undefined): boolean {
  if (!rule || !isGrave(rule.format)) return false;
  const said = opinions.map((one) => one.answer).filter((answer) => answer !== 'unclear');
  return new Set(said).size > 1;
}

function suggestions({ evaluation, card }: InReview, lowAgreement: ReadonlySet<string>): Mark[] {
  return evaluation.marks.filter((mark) => {
    const isCostly = mark.points !== null && mark.points < 0.5 && mark.weight > 0;
    const key = agreementKey(evaluation.scorecardId, mark.criterionId);
    return isCostly && mark.source === 'rule' && lowAgreement.has(key) && ruleOf(mark, card) !== undefined;
  });
}

/** How a question is named in the list of those the rules answer poorly. */
export function agreementKey(scorecardId: string, criterionId: string): string {
  return `${scorecardId}/${criterionId}`;
}

function marksWait(one: InReview, reason: Wait['reason'], marks: readonly Mark[], why: string): Wait[] {
  if (marks.length === 0) return [];
  const weightiest = marks.toSorted((a, b) => b.weight - a.weight);
  const titles = weightiest.map((mark) => ruleOf(mark, one.card)?.format.title ?? mark.criterionId);
  const named = titles.slice(0, 4).join(', ');
  const more = titles.length > 4 ? ` and ${titles.length - 4} more` : '';
  return [
    waitOf(
      one,
      reason,
      weightiest.map((mark) => mark.criterionId),
      `${why}: ${named}${more}.`,
    ),
  ];
}

function unjudged({ coverage }: Evaluation): string {
  return `${Math.round((1 - coverage) * 100)} %`;
}

function ruleOf(mark: Mark, card: Scorecard | undefined): CriterionRule | undefined {
  return card?.criteria.find(({ format }) => format.id === mark.criterionId);
}
