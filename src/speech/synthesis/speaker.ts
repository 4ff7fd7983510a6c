import { z } from 'zod';

/** Who speaks in a model: one voice of several. */
export const Speaker = z.object({
  /** Short and stable, as the model's publisher calls it where it has a name. */
  id: z.string(),
  /** Its number in the model. */
  number: z.int().min(0),
  /** Null where the model does not say. */
  sex: z.enum(['female', 'male']).nullable(),
});
export type Speaker = z.infer<typeof Speaker>;
