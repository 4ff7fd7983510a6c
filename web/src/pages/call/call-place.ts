import { z } from 'zod';

/** Where in a call an address points: a turn (from 1, as shown), the words that led there, a mark on a scorecard. */
export const CallPlace = z.object({
  turn: z.coerce.number().int().positive().optional().catch(undefined),
  card: z.string().min(1).optional().catch(undefined),
  mark: z.string().min(1).optional().catch(undefined),
  q: z.string().trim().min(1).optional().catch(undefined),
});
export type CallPlace = z.infer<typeof CallPlace>;
