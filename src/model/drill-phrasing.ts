import { z } from 'zod';

/** Who puts what the caller says into words. written: the lines of the scenario. model: a language model. */
export const CallerWords = z.enum(['written', 'model']);
export type CallerWords = z.infer<typeof CallerWords>;

/** What can be wrong with a model's words for a line. */
const PhraseProblem = z.enum([
  'number',
  'name',
  'withheld',
  'too_long',
  'stage_direction',
  /** It says what the line does not say. */
  'added',
  /** It does not say what the line says. */
  'left_out',
  /** Its yes and no are not those of the line. */
  'turned',
]);
export type PhraseProblem = z.infer<typeof PhraseProblem>;

/** Why a line was said as it is written. */
export const AsWrittenReason = z.enum([
  ...PhraseProblem.options,
  /** The answer did not come in time. */
  'late',
  /** No model of the chain gave an answer that could be read. */
  'no_answer',
  /** No model could be asked just then: as often as it may be, or for all the money of the day, it was asked already. */
  'not_asked',
]);
export type AsWrittenReason = z.infer<typeof AsWrittenReason>;

/** How a drill whose words come from a model went so far. */
export const DrillPhrasing = z.object({
  /** The model that answered last, as provider and name; null when none has. */
  model: z.string().nullable(),
  /** How many lines were said in the model's words. */
  byModel: z.int().nonnegative(),
  /** How often lines were said as they are written, and why; the most frequent first. */
  asWritten: z.array(z.object({ because: AsWrittenReason, times: z.int().positive() })),
});
export type DrillPhrasing = z.infer<typeof DrillPhrasing>;
