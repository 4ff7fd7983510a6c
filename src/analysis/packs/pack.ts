import type { Lexicon } from '../lexicon/lexicon.ts';
import { compileCondition, RuleError } from '../rules/condition.ts';
import type { Observe } from '../rules/observed.ts';
import { type Cue, type CueBook, compilePhrases, cueBook, type Phrases } from '../rules/phrases.ts';
import type { Speaker } from '../rules/window.ts';
import type { PackAlertRule } from './alerts.ts';
import { compilerFor } from './compiler.ts';
import { type CriterionRule, compileCriterion } from './criterion.ts';
import { digestOf } from './digest.ts';
import type { Guides } from './guides.ts';
import type { Incidents } from './incidents.ts';
import type { Notes } from './notes.ts';
import type { PackFiles } from './pack-files.ts';
import type { Assignment, GoldenFormat, PackFormat } from './pack-format.ts';
import type { Questions } from './questions.ts';
import type { ScorecardFormat } from './scorecard-format.ts';

export interface AutoFailRule {
  id: string;
  title: string;
  observe: Observe;
  because: string;
}

const noNames: ReadonlySet<string> = new Set();

/** A scorecard ready to judge by: what was written, and its rules as functions of a call. */
export interface Scorecard {
  format: ScorecardFormat;
  /** In the order of the form. */
  criteria: CriterionRule[];
  autoFails: AutoFailRule[];
  observations: ReadonlyMap<string, Observe>;
  /** Which calls it is for by its own words; undefined when it leaves that to the pack. */
  assignments: AssignmentRule[] | undefined;
  /** SHA-256 of all it judges by, the cues it uses included. */
  digest: string;
}

/** A version of a scorecard as its file says it. */
export interface ScorecardSource {
  id: string;
  version: number;
  text: string;
}

export interface Sign {
  phrases: Phrases;
  by: Speaker;
  points: number;
  first: number | undefined;
}

export interface Clock {
  id: string;
  observe: Observe;
  after: string | undefined;
}

export interface Topic {
  id: string;
  title: string;
  phrases: Phrases;
  by: Speaker;
}

/** Which calls a scorecard is for, ready to be asked of a call. */
export interface AssignmentRule {
  format: Assignment;
  observe: Observe | undefined;
}

export interface Golden {
  id: string;
  file: string;
  format: GoldenFormat;
}

/** A protocol pack, loaded: how a trade's calls are recognised and judged. */
export interface Pack {
  format: PackFormat;
  /** Every version of every scorecard. */
  scorecards: Scorecard[];
  /** The texts of those that stand in its files. */
  sources: ScorecardSource[];
  /** What its scorecards may use. */
  files: PackFiles;
  assignments: AssignmentRule[];
  recognisedBy: Sign[];
  agentSigns: Sign[];
  customerSigns: Sign[];
  topics: Topic[];
  clocks: Clock[];
  /** What the risks of its calls sound like. */
  lexicon: Lexicon | null;
  incidents: Incidents | undefined;
  /** Every file of question sets, by name. */
  questions: ReadonlyMap<string, Questions>;
  /** What is noted of its calls besides marks; null when the pack says nothing of it. */
  notes: Notes | null;
  /** Of what of its calls somebody is told at once. */
  alerts: PackAlertRule[];
  /** What call takers are shown while its calls are open; null when the pack says nothing of it. */
  guides: Guides | null;
  /** Empty unless they were asked for. */
  golden: Golden[];
}

/**
 * Compiles a scorecard with the cues of the files it uses. `written` is what its file says, before defaults: the
 * digest covers only that, so that a new setting of the format changes no published card; and the question sets,
 * where it has any.
 * @throws PhraseError, RuleError
 */
export function compileScorecard(
  format: ScorecardFormat,
  cues: ReadonlyMap<string, Cue>,
  written: unknown = format,
  questions?: Questions,
): Scorecard {
  const book = cueBook(cues);
  const known = new Set(Object.keys(format.observations));
  const observations = new Map<string, Observe>();
  for (const [name, observation] of Object.entries(format.observations)) {
    const compiler = compilerFor(format, book, { shows: observation.shows });
    observations.set(name, compileCondition(observation.when, compiler, known));
  }
  checkCircles(format);
  const criteria = format.sections.flatMap((section) =>
    section.criteria.map((criterion) => compileCriterion(criterion, { format, book, known, questions })),
  );
  const autoFails = format.autoFails.map(({ id, title, when, because }): AutoFailRule => {
    const observe = compileCondition(when, compilerFor(format, book, {}), known);
    return { id, title, observe, because };
  });
  const assignments = format.assign?.map((one) => compileAssignment({ ...one, scorecard: format.id }, book));
  const digest = digestOf([written, [...cues], ...(questions ? [questions.digest] : [])]);
  return { format, criteria, autoFails, observations, assignments, digest };
}

function compileAssignment(format: Assignment, book: CueBook): AssignmentRule {
  if (format.when === undefined) return { format, observe: undefined };
  return { format, observe: compileCondition(format.when, compilerFor({ windows: {} }, book, {}), noNames) };
}

/** Observations may build on others, but not on themselves. */
function checkCircles(format: ScorecardFormat): void {
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw new RuleError(name, `the observation "${name}" rests on itself`);
    const observation = format.observations[name];
    if (observation) for (const used of namesIn(observation.when, format)) visit(used, [...path, name]);
  };
  for (const name of Object.keys(format.observations)) visit(name, []);
}

/** Observation names a condition mentions, in windows ("after", "before") too. */
function namesIn(value: unknown, format: ScorecardFormat): string[] {
  if (typeof value === 'string') return value in format.observations ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((inner) => namesIn(inner, format));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'in' && typeof inner === 'string') return namesIn(format.windows[inner], format);
    return [
      'says',
      'asks',
      'ranked',
      'askedBy',
      'givenBy',
      'seeks',
      'with',
      'type',
      'value',
      'status',
    ].includes(key)
      ? []
      : namesIn(inner, format);
  });
}

/** Compiles the signs, topics and assignments of a pack. @throws PhraseError, RuleError */
export function compileSigns(
  format: PackFormat,
  cues: ReadonlyMap<string, Cue>,
): Pick<Pack, 'assignments' | 'recognisedBy' | 'agentSigns' | 'customerSigns' | 'topics' | 'clocks'> {
  const book = cueBook(cues);
  const assignments = format.assign.map((one) => compileAssignment(one, book));
  const sign = (written: {
    says: string[];
    by?: Speaker;
    points: number;
    first?: number | undefined;
  }): Sign => ({
    phrases: compilePhrases(written.says, book),
    by: written.by ?? 'anyone',
    points: written.points,
    first: written.first,
  });
  const clocks = format.clocks.map(({ id, when, after }, place): Clock => {
    if (after !== undefined && !format.clocks.slice(0, place).some((clock) => clock.id === after))
      throw new RuleError(after, `there is no clock "${after}" above this one`);
    return { id, after, observe: compileCondition(when, compilerFor({ windows: {} }, book, {}), noNames) };
  });
  return {
    assignments,
    clocks,
    recognisedBy: format.recognisedBy.map(sign),
    agentSigns: format.roles.agent.map(sign),
    customerSigns: format.roles.customer.map(sign),
    topics: format.topics.map(({ id, title, says, by }) => ({
      id,
      title,
      by,
      phrases: compilePhrases(says, book),
    })),
  };
}
