import { z } from 'zod';
import { Condition } from '../analysis/rules/condition.ts';
import { Kind } from '../model/call.ts';
import { Level } from '../model/drill.ts';
import { soundNames } from '../voices/sound/sounds.ts';

/** `scenarios/<id>.yaml`. `docs/simulator.md` explains it. */

const Id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _ only');
const Phrases = z.array(z.string().min(1)).min(1);
const Lines = z.array(z.string().min(1)).min(1);
const Seconds = z.number().nonnegative();

/** By what a fact comes out: the caller's own accord, a question, a question that yes or no answers, an instruction. */
const RevealOn = z.enum(['volunteer', 'ask', 'yes_no', 'instruction']);

const RevealRule = z.strictObject({
  on: RevealOn.default('ask'),
  times: z.int().min(1).max(5).default(1).describe('how often it must be asked'),
  withReason: z.boolean().default(false).describe('only when a reason is given with the question'),
  trust: z.number().min(0).default(0).describe('the least trust'),
  distress: z.number().max(5).default(5).describe('the most distress'),
  facts: z.array(Id).default([]).describe('only after these have been told'),
  events: z.array(Id).default([]).describe('only after these have happened'),
});
const Reveal = z.union([
  z.enum(['volunteer', 'on_ask', 'yes_no', 'on_instruction']).transform((short) =>
    RevealRule.parse({
      on: short === 'on_ask' ? 'ask' : short === 'on_instruction' ? 'instruction' : short,
    }),
  ),
  RevealRule,
]);

const Fact = z.strictObject({
  /** The truth as the record has it: all numbers and names that its lines may say. */
  value: z.string().min(1),
  /** What it is about, for the debriefing. */
  title: z.string().min(1),
  reveal: Reveal.prefault('on_ask'),
  /** A question or instruction that brings it out: the hint of level 1, and checked when the file is loaded. */
  ask: z.string().min(1).optional(),
  /** What the trainee's words must hold, in the pack's language of phrases. */
  asked: Phrases.optional(),
  says: Lines,
  upset: Lines.optional().describe('from distress 4 on'),
  /** After this event it is true no more. */
  until: Id.optional(),
  /** Who knows it; all persons when absent. */
  knownBy: z.array(Id).min(1).optional(),
  critical: z.boolean().default(false),
});
export type FactFormat = z.infer<typeof Fact>;

const Distress = z.number().min(1).max(5);
const Person = z.strictObject({
  role: z.string().min(1),
  age: z.int().positive().optional(),
  /** For the voice; a woman's when absent. */
  sex: z.enum(['female', 'male']).optional(),
  language: z.string().default('en').describe('BCP 47: what the voice speaks'),
  /** The file of `scenarios/speech/` that has this person's everyday words; `none` never speaks. */
  talk: z.string().min(1),
  /** At the start; a range is settled by the seed of the drill. */
  distress: z.union([Distress, z.strictObject({ from: Distress, to: Distress })]),
  floor: z.number().min(1).max(5).default(1).describe('as calm as this person gets'),
  trust: z.number().min(0).max(5).default(1),
  /** How many faults of the trainee until this person hangs up; never when absent. */
  patience: z.int().positive().optional(),
});
export type PersonFormat = z.infer<typeof Person>;

const Happening = z.strictObject({
  id: Id,
  title: z.string().min(1),
  atS: Seconds.optional().describe('so long after the answer'),
  after: z
    .strictObject({
      facts: z.array(Id).default([]),
      events: z.array(Id).default([]),
      delayS: Seconds.default(0),
    })
    .optional(),
  unless: z.array(Id).default([]).describe('does not happen when one of these facts has been told'),
  says: Lines.optional().describe('one of these; in brackets it is a sound'),
  facts: z.array(Id).default([]).describe('what those words tell'),
  distress: z.number().min(-4).max(4).default(0),
  speaker: Id.optional().describe('who has the phone from now on'),
  quietS: Seconds.default(0).describe('for so long the caller cannot speak'),
  line: z.enum(['drops', 'ends']).optional(),
});
export type HappeningFormat = z.infer<typeof Happening>;

/** What lies under the call while it is spoken. */
const BackgroundSound = z.strictObject({
  sound: z.enum(soundNames),
  snrDb: z.number().min(0).max(50).default(18).describe('how much louder a calm voice is'),
  from: Id.optional().describe('only after this event'),
  until: Id.optional().describe('only until this event'),
  persons: z.array(Id).min(1).optional().describe('only while one of these has the phone'),
});

/** Something the trainee should have done: told from the transcript, or a fact that came out. */
const Sign = {
  id: Id,
  title: z.string().min(1),
  when: Condition.optional(),
  fact: Id.optional(),
};
const Step = z.strictObject({
  ...Sign,
  byS: Seconds.optional().describe('in so many seconds, else it is late'),
});
export type StepFormat = z.infer<typeof Step>;
const Forbidden = z.strictObject({
  id: Id,
  title: z.string().min(1),
  when: Condition,
  because: z.string().min(1),
});
const Critical = z.strictObject({
  id: Id,
  title: z.string().min(1),
  when: Condition.optional(),
  missed: Id.optional().describe('the step of `must` whose absence is critical'),
  because: z.string().min(1),
});
const Clock = z.strictObject({ ...Sign, goalS: z.number().positive() });
export type ClockFormat = z.infer<typeof Clock>;

export const ScenarioFormat = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and - only'),
  version: z.int().positive(),
  title: z.string().min(1),
  /** For the trainer: what this is about and what it trains. */
  summary: z.string().min(1),
  kind: Kind,
  level: Level,
  seed: z.int().nonnegative(),
  channel: z.enum(['voice', 'text']).default('voice'),
  line: z.enum(['emergency', 'admin', 'alarm', 'service']),
  persons: z.record(Id, Person),
  /** Who speaks first. */
  caller: Id,
  location: z.strictObject({
    truth: z.string().min(1),
    traps: z.array(z.string().min(1)).default([]),
  }),
  opening: z.strictObject({ says: Lines, facts: z.array(Id).default([]) }),
  facts: z.record(Id, Fact),
  events: z.array(Happening).default([]),
  sounds: z.array(BackgroundSound).max(6).default([]),
  must: z.array(Step).default([]),
  should: z.array(Step).default([]),
  forbidden: z.array(Forbidden).default([]),
  critical: z.array(Critical).default([]),
  clocks: z.array(Clock).default([]),
  /** Whether calming the caller is the point. */
  calming: z.boolean().default(true),
  expected: z.strictObject({
    incident: z.string().min(1),
    priority: z.enum(['P0', 'P1', 'P2', 'P3', 'P4']).optional(),
  }),
  /** What a perfect record would hold. */
  cad: z.strictObject({
    callback: Id.optional().describe('the fact with the number'),
    narrative: z.array(Id).min(1).describe('facts that belong into it'),
    units: z
      .array(z.enum(['police', 'fire', 'ambulance']))
      .default([])
      .describe('who has to be sent'),
  }),
  ending: z.strictObject({ atS: z.number().positive(), says: Lines.optional() }),
});
export type ScenarioFormat = z.infer<typeof ScenarioFormat>;
