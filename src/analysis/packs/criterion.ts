import { type Condition, compileCondition, RuleError } from '../rules/condition.ts';
import type { Observe } from '../rules/observed.ts';
import type { CueBook } from '../rules/phrases.ts';
import type { ListRule } from '../scoring/listed.ts';
import { compilerFor } from './compiler.ts';
import { compileList } from './list.ts';
import type { QuestionSet, Questions } from './questions.ts';
import type { CriterionFormat, ScorecardFormat } from './scorecard-format.ts';

/** A grade of a rating, ready to be looked for. */
export interface StepRule {
  observe: Observe;
  add: number;
  each: boolean;
  upTo: number | undefined;
  did: string;
  todo: string | undefined;
}

interface LimitRule {
  observe: Observe;
  atMost: number | undefined;
  atLeast: number | undefined;
  because: string;
}

/** How a check is judged by a set of questions. */
export interface ItemsRule {
  answers: 'items';
  sets: ReadonlyMap<string, QuestionSet>;
  set: string;
  yes: number;
  partial: number;
  asking?: { least: number; enough: number } | undefined;
}

export type JudgeRule =
  | { answers: 'rating'; start: number; steps: StepRule[]; limits: LimitRule[]; unclear: Observe | undefined }
  | {
      answers: 'check';
      rungs: { answer: WordAnswer; observe: Observe; because: string }[];
      list: ListRule | undefined;
      otherwise: { answer: WordAnswer; because: string; seeks: string | undefined };
    }
  | ItemsRule;
type WordAnswer = 'yes' | 'no' | 'partial' | 'na' | 'refused' | 'unclear';

export interface CriterionRule {
  format: CriterionFormat;
  applies: { observe: Observe; otherwise: string } | undefined;
  judge: JudgeRule;
  /** When a fault in it is critical, whatever its class. */
  critical: Observe | undefined;
}

/** What a criterion is compiled with: the form it stands on, and what that form uses. */
export interface CriterionParts {
  format: ScorecardFormat;
  book: CueBook;
  /** Names of the form's observations. */
  known: ReadonlySet<string>;
  questions: Questions | undefined;
}

/** @throws PhraseError, RuleError */
export function compileCriterion(criterion: CriterionFormat, parts: CriterionParts): CriterionRule {
  const compiler = compilerFor(parts.format, parts.book, { speaker: criterion.speaker, in: criterion.in });
  const compile = (condition: Condition) => compileCondition(condition, compiler, parts.known);
  const { criticalWhen } = criterion.fault;
  return {
    format: criterion,
    applies: criterion.appliesWhen && {
      observe: compile(criterion.appliesWhen.when),
      otherwise: criterion.appliesWhen.otherwise,
    },
    critical: criticalWhen === undefined ? undefined : compile(criticalWhen),
    judge: compileJudge(criterion, compile, parts.questions),
  };
}

function compileJudge(
  criterion: CriterionFormat,
  compile: (condition: Condition) => Observe,
  questions: Questions | undefined,
): JudgeRule {
  if (criterion.answers === 'rating') return compileRating(criterion.judge, compile);
  if ('items' in criterion.judge) return compileItems(criterion.judge, questions);
  const { list } = criterion.judge;
  const { answer, because, seeks } = criterion.judge.otherwise;
  const rungs = criterion.judge.answers.map((rung) => ({
    answer: rung.answer,
    observe: compile(rung.when),
    because: rung.because,
  }));
  return {
    answers: 'check',
    rungs,
    list: list && compileList(list, compile),
    otherwise: { answer, because, seeks },
  };
}

function compileItems(
  { items, yes, partial, asking }: Pick<ItemsRule, 'yes' | 'partial' | 'asking'> & { items: string },
  questions: Questions | undefined,
): JudgeRule {
  if (!questions) throw new RuleError(items, 'the scorecard names no file of question sets for its items');
  if (items !== 'question_set' && !questions.sets.has(items))
    throw new RuleError(items, `there is no question set called "${items}"`);
  return { answers: 'items', sets: questions.sets, set: items, yes, partial, asking };
}

function compileRating(
  rating: Extract<CriterionFormat, { answers: 'rating' }>['judge'],
  compile: (condition: Condition) => Observe,
): JudgeRule {
  return {
    answers: 'rating',
    start: rating.start,
    steps: rating.steps.map(({ when, add, each, upTo, did, todo }) => ({
      observe: compile(when),
      add,
      each,
      upTo,
      did,
      todo,
    })),
    limits: rating.limits.map(({ when, atMost, atLeast, because }) => ({
      observe: compile(when),
      atMost,
      atLeast,
      because,
    })),
    unclear: rating.unclearWhen === undefined ? undefined : compile(rating.unclearWhen),
  };
}
