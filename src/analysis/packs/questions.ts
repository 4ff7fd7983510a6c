import { compileCondition, RuleError } from '../rules/condition.ts';
import type { Observe } from '../rules/observed.ts';
import { type Cue, type CueBook, compilePhrases, cueBook, type Phrases } from '../rules/phrases.ts';
import { compilerFor } from './compiler.ts';
import { digestOf } from './digest.ts';
import type { QuestionsFormat } from './question-format.ts';

/** One thing to be learned, ready to be looked for in a call. */
export interface QuestionItem {
  id: string;
  need: string;
  asks: Phrases;
  does: Phrases;
  tells: Phrases;
  applies: Observe | undefined;
}

export interface QuestionSet {
  id: string;
  title: string;
  items: QuestionItem[];
}

/** The sets of questions of a pack, ready to be looked for. */
export interface Questions {
  format: QuestionsFormat;
  caseEntry: QuestionItem[];
  sets: ReadonlyMap<string, QuestionSet>;
  digest: string;
}

/** @throws PhraseError, RuleError */
export function compileQuestions(
  format: QuestionsFormat,
  cues: ReadonlyMap<string, Cue>,
  written: unknown = format,
): Questions {
  const book = cueBook(cues);
  const items = new Map(Object.entries(format.items).map(([id, item]) => [id, itemOf(id, item, book)]));
  const named = (id: string): QuestionItem => {
    const item = items.get(id);
    if (!item) throw new RuleError(id, `there is no question called "${id}"`);
    return item;
  };
  const sets = Object.entries(format.sets).map(([id, set]): [string, QuestionSet] => [
    id,
    { id, title: set.title, items: set.items.map(named) },
  ]);
  return {
    format,
    caseEntry: format.caseEntry.map(named),
    sets: new Map(sets),
    digest: digestOf([written, [...cues]]),
  };
}

function itemOf(id: string, item: QuestionsFormat['items'][string], book: CueBook): QuestionItem {
  const compiler = compilerFor({ windows: {} }, book, { speaker: 'caller_side' });
  return {
    id,
    need: item.need,
    asks: compilePhrases(item.asks, book),
    does: compilePhrases(item.does, book),
    tells: compilePhrases(item.tells, book),
    applies:
      item.appliesWhen === undefined ? undefined : compileCondition(item.appliesWhen, compiler, new Set()),
  };
}
