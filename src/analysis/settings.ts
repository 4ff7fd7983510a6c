import { z } from 'zod';
import { Kind } from '../model/call.ts';

const Milliseconds = z.int().positive();

export const AnalysisSettings = z.object({
  queues: z
    .record(z.string(), z.string())
    .default({})
    .describe('Which scorecard the calls of a queue are judged by: its id, by the name of the queue.'),
  longDeadAirMs: z
    .partialRecord(Kind, Milliseconds)
    .default({ psap: 10_000, 'contact-centre': 20_000 })
    .describe('Silence of all speakers that is flagged when it lasts longer, by kind of call.'),
  factBar: z
    .object({
      leastKappa: z
        .number()
        .min(-1)
        .max(1)
        .default(0.6)
        .describe(
          "The agreement with people (Cohen's kappa) from which answers to a question are shown as facts.",
        ),
      leastCalls: z
        .int()
        .min(2)
        .default(20)
        .describe('On how many calls that must have been measured; with fewer they are suggestions.'),
    })
    .prefault({}),
});
export type AnalysisSettings = z.infer<typeof AnalysisSettings>;
