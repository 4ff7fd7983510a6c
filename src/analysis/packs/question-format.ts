import { z } from 'zod';
import { Condition } from '../rules/condition.ts';

/** How sets of questions are written in a pack. `docs/packs.md` explains it with examples. */

const Phrases = z.array(z.string().min(1)).min(1);
const Id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _ only');

const Item = z.strictObject({
  need: z.string().min(1).describe('what must be learned, in a few words'),
  asks: Phrases.describe('words of the agent that show it was asked'),
  does: Phrases.default([]).describe('words of the agent that settle it without a question'),
  tells: Phrases.default([]).describe('words of the other side that make it known without being asked'),
  appliesWhen: Condition.optional().describe('what must be so for it to be asked at all'),
});

/** `questions.v1.yaml`. */
export const QuestionsFormat = z.strictObject({
  id: z.string().min(1),
  version: z.int().positive(),
  title: z.string().min(1),
  uses: z.array(z.string()).default([]).describe('files of cues, by name without .yaml'),
  items: z.record(Id, Item),
  /** What every call is asked before its own set. */
  caseEntry: z.array(Id),
  sets: z.record(Id, z.strictObject({ title: z.string().min(1), items: z.array(Id).min(1) })),
});
export type QuestionsFormat = z.infer<typeof QuestionsFormat>;
