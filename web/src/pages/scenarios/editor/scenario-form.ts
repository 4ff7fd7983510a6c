import { parseDocument } from 'yaml';
import { z } from 'zod';

/** What the form shows of a scenario's text, as far as it is there; all else is the YAML's business. */
const loose = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null).default(null);
const Text = loose(z.string());
const Num = loose(z.number());
const Texts = z.array(z.string()).catch([]).default([]);

const FormReveal = z.looseObject({
  on: Text,
  times: Num,
  withReason: z.boolean().catch(false).default(false),
  trust: Num,
  distress: Num,
  facts: Texts,
  events: Texts,
});
export type FormReveal = z.infer<typeof FormReveal>;

const FormFact = z.object({
  value: Text,
  title: Text,
  reveal: z.union([z.string(), FormReveal]).nullable().catch(null).default(null),
  ask: Text,
  asked: Texts,
  says: Texts,
  upset: Texts,
  until: Text,
  critical: z.boolean().catch(false).default(false),
});
export type FormFact = z.infer<typeof FormFact>;

const Range = z.object({ from: z.number(), to: z.number() });
const FormPerson = z.object({
  role: Text,
  age: Num,
  talk: Text,
  distress: loose(z.union([z.number(), Range])),
  floor: Num,
  trust: Num,
  patience: Num,
});
export type FormPerson = z.infer<typeof FormPerson>;

const FormEvent = z.object({
  id: z.string().catch(''),
  title: Text,
  atS: Num,
  after: loose(z.looseObject({ facts: Texts, events: Texts, delayS: Num })),
  unless: Texts,
  says: Texts,
  facts: Texts,
  distress: Num,
  speaker: Text,
  quietS: Num,
  line: Text,
});
export type FormEvent = z.infer<typeof FormEvent>;

/** A step, a clock, or what is forbidden or critical. */
const FormSign = z.looseObject({
  id: z.string().catch(''),
  title: Text,
  fact: Text,
  missed: Text,
  because: Text,
  byS: Num,
  goalS: Num,
});
export type FormSign = z.infer<typeof FormSign>;
const Signs = z.array(FormSign).catch([]).default([]);

const record = <T extends z.ZodType>(schema: T) => z.record(z.string(), schema).catch({}).default({});

const ScenarioForm = z.object({
  id: Text,
  title: Text,
  summary: Text,
  kind: Text,
  level: Num,
  seed: Num,
  channel: Text,
  line: Text,
  persons: record(FormPerson),
  caller: Text,
  location: loose(z.object({ truth: Text, traps: Texts })),
  opening: loose(z.object({ says: Texts, facts: Texts })),
  facts: record(FormFact),
  events: z.array(FormEvent).catch([]).default([]),
  must: Signs,
  should: Signs,
  forbidden: Signs,
  critical: Signs,
  clocks: Signs,
  expected: loose(z.object({ incident: Text, priority: Text })),
  cad: loose(z.object({ callback: Text, narrative: Texts })),
  ending: loose(z.object({ atS: Num, says: Texts })),
});
export type ScenarioForm = z.infer<typeof ScenarioForm>;
export type SignPart = 'must' | 'should' | 'forbidden' | 'critical' | 'clocks';

/** Null while the text is no YAML. */
export function readScenarioForm(text: string): ScenarioForm | null {
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  const parsed = ScenarioForm.safeParse(document.toJS());
  return parsed.success ? parsed.data : null;
}

/** The first of `name_1`, `name_2` … that is free. */
export function freeId(name: string, taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

/** The text a new scenario begins with: a caller, an address and nothing else. */
export const firstText = `# What it trains, and for whom.
id: new-scenario
version: 1
title: New scenario
summary: What happens, and what it trains.
kind: psap
level: 2
seed: 1
line: emergency
persons:
  caller: { role: caller, talk: caller, distress: 2, trust: 1 }
caller: caller
location: { truth: 12 Alder Street }
opening: { says: ["I need help, please."], facts: [] }
facts:
  matter:
    value: somebody needs help
    title: what happened
    critical: true
    ask: What happened?
    asked: ["{asks_open}"]
    says: ["Somebody needs help here."]
  address:
    value: 12 Alder Street
    title: the address
    critical: true
    ask: What is the address of the emergency?
    asked: ["{asks_location}"]
    says: ["12 Alder Street."]
events: []
must:
  - { id: got_address, title: gets the address, fact: address }
should: []
forbidden: []
critical: []
clocks:
  - { id: location, title: address known, fact: address, goalS: 30 }
expected: { incident: WELFARE, priority: P3 }
cad: { narrative: [matter] }
ending: { atS: 300 }
`;
