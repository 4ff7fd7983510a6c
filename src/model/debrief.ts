import { z } from 'zod';
import { Act, CadRecord, CallerMood, DrillScore, ScoreItem, ToldFact } from './drill.ts';
import { DrillDetail } from './drill-desk.ts';
import { CallerWords } from './drill-phrasing.ts';

/** What there is to look back on of a drill. */

/** A moment of the caller's mind, and the trainee's turn that brought it about. */
export const MoodMoment = z.object({
  atMs: z.number().nonnegative(),
  mood: CallerMood,
  /** Index in the transcript; null for what the timeline or silence did. */
  turn: z.int().nonnegative().nullable(),
  acts: z.array(Act),
  happened: z.array(z.string()),
});
export type MoodMoment = z.infer<typeof MoodMoment>;

export const FactOutcome = z.object({
  fact: z.string(),
  title: z.string(),
  critical: z.boolean(),
  state: z.enum(['won', 'volunteered', 'missed', 'not reachable']),
  atMs: z.number().nonnegative().nullable(),
  value: z.string(),
  /** A question that would have brought it out. */
  ask: z.string().nullable(),
});
export type FactOutcome = z.infer<typeof FactOutcome>;

export const CadComparison = z.object({
  field: CadRecord.keyof(),
  title: z.string(),
  expected: z.string().nullable(),
  given: z.string(),
  /** When it was last changed. */
  atMs: z.number().nonnegative().nullable(),
  points: z.number().min(0).max(1).nullable(),
  reason: z.string(),
});
export type CadComparison = z.infer<typeof CadComparison>;

/** One run beside another: the same parts, so that they can be laid over each other. */
export const RunToCompare = z.object({
  drillId: z.uuid().nullable(),
  title: z.string(),
  words: CallerWords,
  at: z.iso.datetime().nullable(),
  total: z.number(),
  result: DrillScore.shape.result,
  parts: z.array(z.object({ id: z.string(), points: z.number().nullable() })),
  course: z.array(MoodMoment.pick({ atMs: true }).extend({ distress: z.number() })),
});
export type RunToCompare = z.infer<typeof RunToCompare>;

export const Debrief = z.object({
  drill: DrillDetail,
  score: DrillScore,
  facts: z.array(FactOutcome),
  clocks: z.array(ScoreItem),
  course: z.array(MoodMoment),
  forbidden: z.array(ScoreItem),
  cad: z.array(CadComparison),
  told: z.array(ToldFact),
  /**
   * How the scenario stands that is played now beside the one it was: what is shown is that of then. `unknown`: of an
   * earlier drill nobody kept what its scenario was.
   */
  scenarioNow: z.enum(['same', 'changed', 'gone', 'unknown']),
  /** The trainee's earlier runs of this scenario, newest first. */
  earlier: z.array(RunToCompare),
  /** A run an instructor marked as exemplary, else one made of the scenario's own questions. */
  exemplary: RunToCompare.nullable(),
});
export type Debrief = z.infer<typeof Debrief>;
