import { z } from 'zod';
import { MarkItem } from './judgement.ts';

/** One thing to learn in an open call. */
export const GuideQuestion = z.object({
  /** Of its item in the question set. */
  id: z.string(),
  /** As it may be asked, or what must be learned where the pack has no words for it. */
  ask: z.string(),
  /** What the answer is for; empty when the pack does not say. */
  why: z.string(),
  state: MarkItem.shape.state,
  /** Where it was asked, or told without being asked. */
  turns: MarkItem.shape.turns,
});
export type GuideQuestion = z.infer<typeof GuideQuestion>;

/** What a call taker is shown of a kind of call: what to secure, to tell and to leave, and what to ask in which order. */
export const Guide = z.object({
  id: z.string(),
  title: z.string(),
  first: z.array(z.string()),
  tell: z.array(z.string()),
  avoid: z.array(z.string()),
  questions: z.array(GuideQuestion),
});
export type Guide = z.infer<typeof Guide>;
