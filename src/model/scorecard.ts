import { z } from 'zod';
import { Kind } from './call.ts';

/** `rating` is answered 1 to 5, `check` with a word. */
const AnswerKind = z.enum(['rating', 'check']);

/** What a screen needs of a criterion; how it is judged is the pack's and the analysis' own business. */
export const Criterion = z.object({
  id: z.string(),
  title: z.string(),
  /** The question an evaluator answers. */
  question: z.string(),
  answers: AnswerKind,
  weight: z.number().nonnegative(),
  /** Answers a person may not give without a comment, besides those that differ from the machine's. */
  comment: z.array(z.string()),
});
export type Criterion = z.infer<typeof Criterion>;

/** How good a call was, in a word; evaluations name it by its id. */
const Band = z.object({
  id: z.string(),
  title: z.string(),
  /** The least score in it; null where faults decide, and for the band of a critical failure. */
  atLeast: z.number().min(0).max(100).nullable(),
});

/** A scorecard as screens and the API see it. */
export const ScorecardOutline = z.object({
  id: z.string(),
  version: z.int().positive(),
  title: z.string(),
  kind: Kind,
  /** A score below it is flagged. 0 to 100. */
  threshold: z.number().min(0).max(100),
  /** From the best down; last the band of a critical failure, where the form has one. */
  bands: z.array(Band),
  sections: z.array(z.object({ id: z.string(), title: z.string(), criteria: z.array(Criterion) })),
});
export type ScorecardOutline = z.infer<typeof ScorecardOutline>;
