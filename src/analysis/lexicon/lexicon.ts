import { createHash } from 'node:crypto';
import type {
  AnswersFormat,
  CategoryFormat,
  DistressFormat,
  LexiconFormat,
  MannerFormat,
  Tier,
} from '../packs/lexicon-format.ts';
import { RuleError } from '../rules/condition.ts';
import { type CueBook, compilePhrases, cueBook } from '../rules/phrases.ts';
import type { Pattern } from '../text/pattern.ts';

/** Phrases ready to be looked for; as one object, so that a call can remember where they were found. */
export interface PhraseList {
  /** `negated`: the phrase holds its own negation. */
  phrases: { pattern: Pattern; negated: boolean }[];
}

export interface Category {
  id: string;
  title: string;
  tier: Tier;
  family: string;
  /** Question sets of the incidents it belongs to. */
  expectedIn: readonly string[];
  inherent: boolean;
  asksOnly: boolean;
  says: PhraseList;
  hints: PhraseList;
  unless: PhraseList;
  figurative: PhraseList;
  cancel: PhraseList;
  asks: PhraseList;
  opposite: PhraseList;
  confirms: PhraseList;
  misheard: PhraseList;
}

type Lists<T> = { [Name in keyof T]: PhraseList };

/** What risks sound like, ready to be listened for. */
export interface Lexicon {
  categories: Category[];
  manner: Lists<MannerFormat>;
  answers: Lists<AnswersFormat>;
  distress: Lists<DistressFormat> | null;
  /** SHA-256 of all it listens for, the lexicon it is based on included. */
  digest: string;
}

/** Compiles a lexicon with the one it is based on. @throws PhraseError, RuleError */
export function compileLexicon(format: LexiconFormat, base?: LexiconFormat): Lexicon {
  const manner = format.manner ?? base?.manner;
  const answers = format.answers ?? base?.answers;
  if (!manner || !answers) {
    throw new RuleError('categories', 'a lexicon needs `manner` and `answers`, or one to be based on');
  }
  const distress = format.distress ?? base?.distress;
  const words = { ...base?.words, ...format.words };
  const book = cueBook(Object.entries(words).map(([name, any]) => [name, { any }] as const));
  const own = new Set(format.categories.map(({ id }) => id));
  const taken = (base?.categories ?? [])
    .filter(({ id }) => !own.has(id))
    .map((category) => ({
      ...category,
      tier: format.tiers[category.id] ?? format.tierOfBase ?? category.tier,
    }));
  return {
    categories: [...taken, ...format.categories].map((category) => compileCategory(category, book)),
    manner: listsOf(manner, book),
    answers: listsOf(answers, book),
    distress: distress ? listsOf(distress, book) : null,
    digest: createHash('sha256')
      .update(JSON.stringify([format, base ?? null]))
      .digest('hex'),
  };
}

function compileCategory(category: CategoryFormat, book: CueBook): Category {
  const { id, title, tier, family, expectedIn = [], inherent, asksOnly } = category;
  const list = (written: readonly string[] | undefined) => listOf(written ?? [], book);
  return {
    id,
    title,
    tier,
    family,
    expectedIn,
    inherent,
    asksOnly,
    says: list(category.says),
    hints: list(category.hints),
    unless: list(category.unless),
    figurative: list(category.figurative),
    cancel: list(category.cancel),
    asks: list(category.asks),
    opposite: list(category.opposite),
    confirms: list(category.confirms),
    misheard: list(category.misheard),
  };
}

function listOf(written: readonly string[], book: CueBook): PhraseList {
  const patterns = compilePhrases(written, book).families.flatMap((family) => family.patterns);
  return { phrases: patterns.map((pattern) => ({ pattern, negated: holdsNegation(pattern) })) };
}

const negations = /^(no|not|never|without|nobody|nothing|know|don)$/;

function holdsNegation(pattern: Pattern): boolean {
  if (pattern.kind === 'word') return negations.test(pattern.word);
  if (pattern.kind === 'sequence') return pattern.parts.some(holdsNegation);
  return pattern.kind === 'choice' && pattern.of.some(holdsNegation);
}

function listsOf<T extends Record<string, readonly string[]>>(written: T, book: CueBook): Lists<T> {
  const lists = Object.entries(written).map(([name, phrases]) => [name, listOf(phrases, book)]);
  return Object.fromEntries(lists) as Lists<T>;
}
