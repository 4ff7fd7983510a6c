import { z } from 'zod';

export const DrillSettings = z.object({
  holdWithoutDeskMs: z
    .int()
    .min(1_000)
    .default(60_000)
    .describe(
      'A drill whose desk is gone goes on for so long, as if the trainee said nothing; then it is held.',
    ),
  endWithoutDeskMs: z
    .int()
    .min(1_000)
    .default(900_000)
    .describe('A drill whose desk does not come back is ended after so long.'),
  phraseByModel: z
    .boolean()
    .default(false)
    .describe(
      'Whether a language model phrases what callers say in drills that are started without a choice, those of assignments among them. What the caller says, and the last words of the trainee, then go to the models of models.chain.',
    ),
  phraseWithinMs: z
    .int()
    .min(100)
    .max(10_000)
    .default(1_200)
    .describe(
      "How long the caller's answer waits for a language model's words, from when it was decided; then it is said as it is written.",
    ),
  mostOpen: z.int().min(1).default(50).describe('So many drills may ring or be open at the same time.'),
});
export type DrillSettings = z.output<typeof DrillSettings>;
