import { z } from 'zod';

export const KnowledgeSettings = z.object({
  maxBytes: z.coerce
    .number()
    .int()
    .positive()
    .default(20_000_000)
    .describe('how large a document of the centre may be, in bytes'),
  readWithinMs: z.coerce
    .number()
    .int()
    .positive()
    .default(60_000)
    .describe('how long reading a document may take, in milliseconds'),
});
export type KnowledgeSettings = z.infer<typeof KnowledgeSettings>;
