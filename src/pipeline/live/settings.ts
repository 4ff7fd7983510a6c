import { z } from 'zod';

const ms = (least: number, preset: number, text: string) => z.int().min(least).default(preset).describe(text);

export const LiveSettings = z.object({
  maxCalls: z
    .int()
    .min(1)
    .max(10_000)
    .default(200)
    .describe('Calls that may be open at once; more are refused.'),
  resumeWithinMs: ms(0, 60_000, 'How long a source that lost its connection may take to come back.'),
  endSilentAfterMs: ms(1_000, 600_000, 'An open call of which no audio came for so long is ended.'),
  maxDurationMs: ms(1_000, 12 * 3_600_000, 'An open call is ended when it is so long.'),
  stallAfterMs: ms(200, 3_000, 'A leg of which no audio came for so long is shown as stalled.'),
  holdFramesMs: ms(0, 60, 'How long frames are held back for one that was overtaken.'),
  modelsEveryMs: ms(
    1_000,
    30_000,
    'The least time between two rounds of questions to language models about one open call.',
  ),
  modelsEveryTurns: z.int().min(1).default(6).describe('The least turns that must be new for such a round.'),
  teams: z
    .record(z.string().trim().min(1).max(200), z.array(z.string().trim().min(1).max(200)).max(2_000))
    .default({})
    .describe(
      'Teams by name, each with its agents, for calls whose source names no team: {night: [Ana, Ben]}.',
    ),
  judgeEveryMs: ms(100, 1_000, 'The least time between two judgings of one open call.'),
});
export type LiveSettings = z.infer<typeof LiveSettings>;
