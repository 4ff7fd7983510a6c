import { z } from 'zod';

/** Where in a call an address points: a turn (from 1, as shown) and the words that led there. */
export const CallPlace = z.object({
  turn: z.coerce.number().int().positive().optional().catch(undefined),
  q: z.string().trim().min(1).optional().catch(undefined),
});
export type CallPlace = z.infer<typeof CallPlace>;
