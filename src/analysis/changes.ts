import type { Answer, Evaluation, Mark } from '../model/judgement.ts';
import type {
  BacktestResult,
  CallChange,
  CriterionChange,
  MarkChange,
  ScoreSpread,
} from '../model/scorecard-editing.ts';
import { outline } from './outline.ts';
import type { Scorecard } from './packs/pack.ts';

/** A call judged by a draft and by the version in force. */
export interface JudgedTwice {
  call: Pick<CallChange, 'callId' | 'title' | 'at'>;
  /** Null when no version is in force. */
  before: Evaluation | null;
  after: Evaluation;
}

/** The marks that differ, in the order of the new form; then those of criteria it no longer has. */
export function markChanges(
  before: Evaluation | null,
  after: Evaluation,
  cards: { before: Scorecard | null; after: Scorecard },
): MarkChange[] {
  if (!before) return [];
  const old = new Map(before.marks.map((mark) => [mark.criterionId, mark]));
  const titles = new Map([...titlesOf(cards.before), ...titlesOf(cards.after)]);
  const change = (id: string, was: Mark | undefined, is: Mark | undefined): MarkChange => ({
    criterionId: id,
    title: titles.get(id) ?? id,
    before: was ? { answer: was.answer, reason: was.reason } : null,
    after: is ? { answer: is.answer, reason: is.reason } : null,
  });
  const changed = after.marks
    .filter((mark) => old.get(mark.criterionId)?.answer !== mark.answer)
    .map((mark) => change(mark.criterionId, old.get(mark.criterionId), mark));
  const kept = new Set(after.marks.map((mark) => mark.criterionId));
  const gone = before.marks.filter((mark) => !kept.has(mark.criterionId));
  return [...changed, ...gone.map((mark) => change(mark.criterionId, mark, undefined))];
}

function titlesOf(card: Scorecard | null): [id: string, title: string][] {
  return card?.criteria.map(({ format }) => [format.id, format.title]) ?? [];
}

const mostCalls = 25;

/** What a draft would have changed on the calls it was tried on. */
export function backtestResult(
  judged: readonly JudgedTwice[],
  cards: { before: Scorecard | null; after: Scorecard },
): BacktestResult {
  const changes = judged.map(({ before, after }) => markChanges(before, after, cards));
  const calls = judged.map(
    ({ call, before, after }, place): CallChange => ({
      ...call,
      before: before?.score ?? null,
      after: after.score,
      changedMarks: changes[place]?.length ?? 0,
    }),
  );
  const moved = calls.filter((call) => call.changedMarks > 0 || call.before !== call.after);
  const evaluations = judged.flatMap(({ before }) => before ?? []);
  return {
    before: cards.before && spreadOf(evaluations, cards.before),
    after: spreadOf(
      judged.map(({ after }) => after),
      cards.after,
    ),
    criteria: criterionChanges(changes.flat()),
    calls: cards.before ? moved.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, mostCalls) : [],
  };
}

/** A score that comes or goes weighs as much as the largest change of one. */
function weightOf({ before, after, changedMarks }: CallChange): number {
  const points = before === null || after === null ? (before === after ? 0 : 100) : Math.abs(after - before);
  return points + changedMarks / 1000;
}

function spreadOf(evaluations: readonly Evaluation[], card: Scorecard): ScoreSpread {
  const scores = evaluations.flatMap(({ score }) => score ?? []);
  const tens = Array.from({ length: 10 }, () => 0);
  for (const score of scores) tens[Math.min(9, Math.floor(score / 10))]!++;
  const mean = scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return {
    tens,
    mean: mean === null ? null : Math.round(mean * 100) / 100,
    unscored: evaluations.length - scores.length,
    belowThreshold: scores.filter((score) => score < card.format.threshold).length,
    autoFailed: evaluations.filter(({ autoFails }) => autoFails.length > 0).length,
    bands: outline(card).bands.map(({ id, title }) => ({
      id,
      title,
      calls: evaluations.filter(({ band }) => band === id).length,
    })),
  };
}

function criterionChanges(changes: readonly MarkChange[]): CriterionChange[] {
  const byCriterion = Map.groupBy(changes, (change) => change.criterionId);
  return [...byCriterion]
    .map(([criterionId, of]) => ({
      criterionId,
      title: of[0]!.title,
      changed: of.length,
      moves: movesOf(of),
    }))
    .toSorted((a, b) => b.changed - a.changed);
}

function movesOf(changes: readonly MarkChange[]): CriterionChange['moves'] {
  const answerOf = (side: MarkChange['before']): Answer | null => side?.answer ?? null;
  const byMove = Map.groupBy(changes, ({ before, after }) => `${answerOf(before)} ${answerOf(after)}`);
  return [...byMove.values()]
    .map((of) => ({ before: answerOf(of[0]!.before), after: answerOf(of[0]!.after), calls: of.length }))
    .toSorted((a, b) => b.calls - a.calls);
}
