import { z } from 'zod';
import { Condition } from '../rules/condition.ts';
import { Speaker } from '../rules/window.ts';

/** How incident types are written in a pack. `docs/packs.md` explains it with examples. */

const Phrases = z.array(z.string().min(1)).min(1);
const Code = z.string().regex(/^[A-Z0-9]{2,12}$/, 'an incident code: capitals and digits');
export const Priority = z.enum(['P0', 'P1', 'P2', 'P3', 'P4']);
export type Priority = z.infer<typeof Priority>;

/** What somebody says, with the uses of the same words that do not count. */
const said = {
  says: Phrases,
  by: Speaker.default('anyone'),
  first: z.int().positive().optional().describe("only in the speaker's first turns"),
  unless: Phrases.optional().describe(
    'a hit that overlaps one of these, or stands beside one, does not count',
  ),
  negated: z.enum(['keep', 'drop']).default('drop'),
};

const Points = z
  .number()
  .describe('how strongly it speaks for the type (natural-log odds); against it when negative');

/** Words that speak for a type; or anything a rule can look for. */
const Sign = z.union([
  z.strictObject({ ...said, points: Points }),
  z.strictObject({ when: Condition, points: Points }),
]);
export type Sign = z.infer<typeof Sign>;

const Incident = z.strictObject({
  title: z.string().min(1),
  discipline: z.enum(['law', 'fire', 'ems', 'multi', 'admin']),
  priority: Priority,
  review: z.enum(['all', 'sample']),
  questions: z.string().describe('a set of the file of question sets, or none'),
  signs: z.array(Sign).min(1),
  outranks: z.array(Code).default([]).describe('types this one stands before when both are told of'),
});

/** What makes an incident more or less urgent than its type. */
const Change = z
  .strictObject({
    to: Priority.optional(),
    by: z.int().optional().describe('levels: 1 is one more urgent, -1 one less'),
    for: z.strictObject({
      codes: z.array(Code).optional(),
      questions: z.array(z.string()).optional(),
      disciplines: z.array(Incident.shape.discipline).optional(),
    }),
    except: z.array(Code).default([]),
    anyOf: z.array(z.union([z.strictObject(said), z.strictObject({ when: Condition })])).min(1),
    unless: z.array(z.union([z.strictObject(said), z.strictObject({ when: Condition })])).default([]),
    because: z.string().min(1).describe('in a few words: "a child is missing"'),
  })
  .refine((change) => (change.to === undefined) !== (change.by === undefined), 'give `to` or `by`');

const Agency = z.strictObject({
  title: z.string().min(1),
  codes: z.record(z.string(), Code).describe("the agency's own code, and the code it stands for"),
});

/** `incidents.v1.yaml`. */
export const IncidentsFormat = z.strictObject({
  id: z.string().min(1),
  version: z.int().positive(),
  title: z.string().min(1),
  uses: z.array(z.string()).default([]).describe('files of cues, by name without .yaml'),
  questionSets: z.string().describe('the file of question sets, by name without .yaml'),
  least: z.number().positive().default(2).describe('points below which a type is not named at all'),
  incidents: z.record(Code, Incident),
  priority: z.array(Change).default([]),
  agencies: z.record(z.string(), Agency).default({}),
});
export type IncidentsFormat = z.infer<typeof IncidentsFormat>;
