import { z } from 'zod';
import { CadComparison, MoodMoment } from './debrief.ts';
import { CallerMood, ScoreItem } from './drill.ts';
import { DrillDetail } from './drill-desk.ts';

/** A drill that goes on, as an instructor sees it: with the caller's mind and all that is still to come. */

/** Something that must be so for a fact to come out. */
export const FactNeed = z.object({
  text: z.string(),
  /** Whether it is so now. */
  met: z.boolean(),
});
export type FactNeed = z.infer<typeof FactNeed>;

export const WatchedFact = z.object({
  fact: z.string(),
  title: z.string(),
  critical: z.boolean(),
  value: z.string(),
  /** `past`: not true any more, and never told. */
  state: z.enum(['won', 'volunteered', 'withheld', 'past']),
  /** When it had been said to its end; ahead of the drill while it is being said. */
  atMs: z.number().nonnegative().nullable(),
  /** By what it comes out. */
  by: z.enum(['volunteer', 'ask', 'yes_no', 'instruction']),
  /** What must be so besides; nothing for what has come out. */
  needs: z.array(FactNeed),
  /** How often it was asked for. */
  asked: z.int().nonnegative(),
  /** A question or instruction that brings it out. */
  ask: z.string().nullable(),
});
export type WatchedFact = z.infer<typeof WatchedFact>;

export const WatchedEvent = z.object({
  event: z.string(),
  title: z.string(),
  /** `prevented`: a fact that was told keeps it from happening. `waits`: for facts or events that are not there. */
  state: z.enum(['happened', 'due', 'waits', 'prevented']),
  /** When it happened or will; null while nobody can say. */
  atMs: z.number().nonnegative().nullable(),
  /** What it waits for, or what prevents it. */
  because: z.array(z.string()),
  /** Whether an instructor can make it happen now. */
  injectable: z.boolean(),
});
export type WatchedEvent = z.infer<typeof WatchedEvent>;

export const WatchedClock = z.object({
  id: z.string(),
  title: z.string(),
  goalS: z.number().positive(),
  /** When it was reached; null while it runs. */
  atMs: z.number().nonnegative().nullable(),
});
export type WatchedClock = z.infer<typeof WatchedClock>;

/** `GET /api/v1/drills/:id/watch`. */
export const DrillWatch = z.object({
  drill: DrillDetail,
  /** Who has the phone: the role in the scenario. */
  speaker: z.string(),
  mood: CallerMood,
  /** Faults of the trainee, and after how many this person hangs up; null when never. */
  faults: z.int().nonnegative(),
  patience: z.int().positive().nullable(),
  course: z.array(MoodMoment),
  facts: z.array(WatchedFact),
  /** What has happened first, then what comes next. */
  timeline: z.array(WatchedEvent),
  clocks: z.array(WatchedClock),
  /** What must not be done and was. */
  forbidden: z.array(ScoreItem),
  /** The record as it stands beside that of the scenario. */
  cad: z.array(CadComparison),
});
export type DrillWatch = z.infer<typeof DrillWatch>;
