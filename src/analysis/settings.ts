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
});
export type AnalysisSettings = z.infer<typeof AnalysisSettings>;
