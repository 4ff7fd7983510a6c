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
  outboxEvents: z
    .int()
    .min(100)
    .default(20_000)
    .describe('Events that wait while Redis does not answer; more, and the oldest are left out.'),
});
export type BusSettings = z.output<typeof BusSettings>;
