import { z } from 'zod';
import { Role, Span } from './call.ts';

const Milliseconds = z.number().nonnegative();
const Share = z.number().min(0).max(1);

export const LegMetrics = z.object({
  leg: z.int().nonnegative(),
  role: Role,
  talkMs: Milliseconds,
  /** This leg's share of the talk of all legs. */
  talkRatio: Share,
  longestTalkMs: Milliseconds,
  /** From the transcript; null before there is one. */
  words: z.int().nonnegative().nullable(),
  /** Words over talk time; null before there is a transcript, or with under 5 s of talk. */
  wordsPerMinute: z.number().nonnegative().nullable(),
});
export type LegMetrics = z.infer<typeof LegMetrics>;

export const CallMetrics = z.object({
  durationMs: Milliseconds,
  legs: z.array(LegMetrics),
  /** Time in which no leg speaks. */
  silenceMs: Milliseconds,
  silenceRatio: Share,
  /** Stretches in which no leg speaks for more than 3 s. */
  deadAir: z.object({
    count: z.int().nonnegative(),
    totalMs: Milliseconds,
    longestMs: Milliseconds,
    spans: z.array(Span),
  }),
  /**
   * Stretches in which two legs speak at once for 0.5 s or longer; `startedBy` is the leg that began to speak
   * while the other already did. Null for one-channel recordings, where it cannot be heard.
   */
  talkOver: z
    .object({
      count: z.int().nonnegative(),
      totalMs: Milliseconds,
      spans: z.array(Span.extend({ startedBy: z.int().nonnegative() })),
    })
    .nullable(),
});
export type CallMetrics = z.infer<typeof CallMetrics>;
