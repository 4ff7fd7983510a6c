import { z } from 'zod';

/** What the screen of an open call puts before the call taker, and what becomes of it. */

export const PromptKind = z.enum(['need', 'question', 'guide', 'knowledge', 'message']);
export type PromptKind = z.infer<typeof PromptKind>;

/** done: it was asked or dealt with. dismissed, opened: by the call taker. expired: the call ended first. */
export const PromptOutcome = z.enum(['done', 'dismissed', 'opened', 'expired']);
export type PromptOutcome = z.infer<typeof PromptOutcome>;

/** Said by a screen: that it shows something, or what the call taker did with it. Saying it twice changes nothing. */
export const PromptReport = z.strictObject({
  kind: PromptKind,
  /** What it is about, within its kind: a need's code, a question's id, a passage. */
  code: z.string().min(1).max(200),
  /** How grave it is, where that can change: what gets worse is another prompt. */
  grade: z.string().max(20).default(''),
  /** As it was shown. */
  text: z.string().trim().min(1).max(500),
  /** On the call's own clock. */
  atMs: z.number().nonnegative(),
  outcome: z.enum(['dismissed', 'opened']).optional(),
});
export type PromptReport = z.infer<typeof PromptReport>;

export const Prompt = z.object({
  id: z.uuid(),
  kind: PromptKind,
  code: z.string(),
  grade: z.string(),
  text: z.string(),
  shownAtMs: z.number().nonnegative(),
  /** Null while nothing came of it. */
  outcome: PromptOutcome.nullable(),
  outcomeAtMs: z.number().nonnegative().nullable(),
});
export type Prompt = z.infer<typeof Prompt>;

/** In the order in which they were shown. */
export const PromptList = z.object({ prompts: z.array(Prompt) });
export type PromptList = z.infer<typeof PromptList>;
