import { z } from 'zod';

export const DatabaseSettings = z.object({
  poolSize: z.int().min(2).max(100).default(10).describe('Connections to the database kept at most.'),
  connectTimeoutMs: z
    .int()
    .min(100)
    .default(10_000)
    .describe('How long to wait for a connection before the database counts as unreachable.'),
  statementTimeoutMs: z
    .int()
    .min(1000)
    .default(60_000)
    .describe('The longest one statement may take before the database ends it.'),
});
export type DatabaseSettings = z.infer<typeof DatabaseSettings>;
