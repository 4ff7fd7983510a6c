import { compileCondition, RuleError } from '../rules/condition.ts';
import type { Observe } from '../rules/observed.ts';
import { type Cue, type CueBook, compileCue, cueBook, type Phrases } from '../rules/phrases.ts';
import type { Speaker } from '../rules/window.ts';
import { compilerFor } from './compiler.ts';
import { digestOf } from './digest.ts';
import type { IncidentsFormat, Priority } from './incident-format.ts';

/** Something looked for in a call, by words or by any condition. */
export type Sought = { phrases: Phrases; by: Speaker; first: number | undefined } | { observe: Observe };

export type IncidentSign = Sought & { points: number };

export interface IncidentRule {
  code: string;
  title: string;
  priority: Priority;
  questions: string;
  signs: IncidentSign[];
  outranks: ReadonlySet<string>;
}

export interface PriorityChange {
  to: Priority | undefined;
  by: number;
  appliesTo: ReadonlySet<string>;
  anyOf: Sought[];
  unless: Sought[];
  because: string;
}

/** The incident types of a pack, ready to be looked for. */
export interface Incidents {
  format: IncidentsFormat;
  rules: IncidentRule[];
  changes: PriorityChange[];
  /** The code an agency's own code stands for. */
  codeOf(agency: string, own: string): string | undefined;
  digest: string;
}

/** @throws PhraseError, RuleError */
export function compileIncidents(
  format: IncidentsFormat,
  cues: ReadonlyMap<string, Cue>,
  questionSets: ReadonlySet<string>,
  written: unknown = format,
): Incidents {
  const book = cueBook(cues);
  const rules = Object.entries(format.incidents).map(([code, incident]): IncidentRule => {
    if (incident.questions !== 'none' && !questionSets.has(incident.questions))
      throw new RuleError(incident.questions, `there is no question set called "${incident.questions}"`);
    return {
      code,
      title: incident.title,
      priority: incident.priority,
      questions: incident.questions,
      signs: incident.signs.map((sign) => ({ ...soughtOf(sign, book), points: sign.points })),
      outranks: new Set(incident.outranks),
    };
  });
  checkCodes(format);
  const changes = format.priority.map(
    (change): PriorityChange => ({
      to: change.to,
      by: change.by ?? 0,
      appliesTo: new Set(codesFor(change, format)),
      anyOf: change.anyOf.map((one) => soughtOf(one, book)),
      unless: change.unless.map((one) => soughtOf(one, book)),
      because: change.because,
    }),
  );
  const codeOf = (agency: string, own: string) => format.agencies[agency]?.codes[own];
  return { format, rules, changes, codeOf, digest: digestOf([written, [...cues]]) };
}

type Written = IncidentsFormat['priority'][number]['anyOf'][number];

function soughtOf(written: Written, book: CueBook): Sought {
  if ('when' in written) {
    const compiler = compilerFor({ windows: {} }, book, { speaker: 'anyone' });
    return { observe: compileCondition(written.when, compiler, new Set()) };
  }
  const { says: any, unless, negated, by, first } = written;
  return { phrases: compileCue({ any, unless, negated }, book), by, first };
}

function codesFor(change: IncidentsFormat['priority'][number], format: IncidentsFormat): string[] {
  const { codes, questions, disciplines } = change.for;
  return Object.entries(format.incidents)
    .filter(
      ([code, incident]) =>
        !change.except.includes(code) &&
        (codes?.includes(code) ?? true) &&
        (questions?.includes(incident.questions) ?? true) &&
        (disciplines?.includes(incident.discipline) ?? true),
    )
    .map(([code]) => code);
}

/** Every code spoken of is one of the file's, and no two types stand before each other. */
function checkCodes(format: IncidentsFormat): void {
  const known = (code: string) => {
    if (!Object.hasOwn(format.incidents, code))
      throw new RuleError(code, `there is no incident type "${code}"`);
  };
  for (const [code, { outranks }] of Object.entries(format.incidents)) {
    for (const other of outranks) {
      known(other);
      if (format.incidents[other]!.outranks.includes(code))
        throw new RuleError(code, `"${code}" and "${other}" stand before each other`);
    }
  }
  for (const change of format.priority) [...(change.for.codes ?? []), ...change.except].forEach(known);
  for (const { codes } of Object.values(format.agencies)) Object.values(codes).forEach(known);
}
