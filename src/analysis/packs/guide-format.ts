import { z } from 'zod';

/** `guides.v1.yaml` of a pack: what a call taker is shown while the call lasts. `docs/packs.md` explains it. */

const Id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _ only');
/** Read at a glance, in the middle of a call. */
const Line = z.string().trim().min(1).max(160);
const Lines = z.array(Line).max(5).default([]);

const Guide = z.strictObject({
  id: Id,
  title: z.string().min(1).max(60),
  /** Any of what is given is enough; nothing given fits every call. */
  for: z
    .strictObject({
      incidents: z.array(z.string()).min(1).optional().describe('codes of incident types'),
      questions: z.array(Id).min(1).optional().describe('question sets of the incident type'),
      intents: z.array(z.string()).min(1).optional().describe('why the customer calls'),
    })
    .default({}),
  set: Id.optional().describe("the question set; the incident type's own when absent"),
  ahead: z.array(Id).default([]).describe('questions that come right after the first of every call'),
  first: Lines.describe('what to secure first'),
  tell: Lines.describe('what to tell the other side until help is there, or what to offer'),
  avoid: Lines.describe('what not to say or do'),
});

export const GuidesFormat = z.strictObject({
  questions: z.string().describe('the file of question sets, by name without .yaml'),
  items: z
    .record(Id, z.strictObject({ ask: Line, why: Line, answeredBy: z.array(z.string()).min(1).optional() }))
    .default({})
    .describe('how the questions of the sets are asked, what for, and which entities are an answer'),
  last: z.array(Id).default([]).describe('questions of every call that can wait for those of its set'),
  guides: z.array(Guide).min(1).describe('the first that fits is shown'),
});
export type GuidesFormat = z.infer<typeof GuidesFormat>;
