import { z } from 'zod';

export const BusSettings = z.object({
  redisUrl: z
    .string()
    .regex(/^rediss?:\/\//, 'a redis:// or rediss:// address')
    .optional()
    .describe(
      'A Redis through which several servers of one database tell each other what happens. None when absent.',
    ),
  prefix: z.string().min(1).default('earshot').describe('What the streams in Redis begin with.'),
  entries: z.int().min(100).default(10_000).describe('Events a stream in Redis keeps, about.'),
  callMaxBytes: z
    .int()
    .min(1_000_000)
    .default(128_000_000)
    .describe(
      'An open call is copied into Redis, for another server to go on with it, while it is no longer.',
    ),
  callRefreshMs: z
    .int()
    .min(100)
    .default(2_000)
    .describe('How often a server says in Redis that it is still there for its open calls.'),
  callAbandonedMs: z
    .int()
    .min(500)
    .default(15_000)
    .describe('A server that has not said so for so long is gone: others take over its open calls.'),
  outboxEvents: z
    .int()
    .min(100)
    .default(20_000)
    .describe('Events that wait while Redis does not answer; more, and the oldest are left out.'),
});
export type BusSettings = z.output<typeof BusSettings>;
