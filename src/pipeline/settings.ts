import { z } from 'zod';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00');

export const PipelineSettings = z.object({
  concurrency: z.int().min(1).max(64).default(2).describe('How many stages other than speech run at once.'),
  speechConcurrency: z.int().min(1).max(16).default(1).describe('How many calls are transcribed at once.'),
  tries: z.int().min(1).max(20).default(4).describe('How often a stage is tried before the call is failed.'),
  firstRetryMs: z
    .int()
    .min(100)
    .default(5_000)
    .describe('Wait before the second try; it doubles from there.'),
  maxRetryMs: z.int().min(100).default(600_000).describe('The longest wait between tries.'),
  speechWindow: z
    .object({ from: ClockTime, to: ClockTime })
    .optional()
    .describe(
      'Local time in which speech work may run, for example from 22:00 to 06:00. Always when absent.',
    ),
  maxLoadAverage: z
    .number()
    .positive()
    .optional()
    .describe('Speech work pauses while the one-minute load average of the machine is above this.'),
});
export type PipelineSettings = z.infer<typeof PipelineSettings>;
