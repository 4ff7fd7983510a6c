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
  mostOpen: z.int().min(1).default(50).describe('So many drills may ring or be open at the same time.'),
});
export type DrillSettings = z.output<typeof DrillSettings>;
