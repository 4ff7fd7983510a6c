import { z } from 'zod';
import { DrillScore, Level, ScenarioOutline } from './drill.ts';
import { CallerWords } from './drill-phrasing.ts';
import { Person } from './person.ts';

/** How trainees get on over their drills, and what level they are ready for. */

const Instant = z.iso.datetime();
const Count = z.int().nonnegative();

/** A drill that ended with a score. */
export const SkillRun = z.object({
  drillId: z.uuid(),
  trainee: Person,
  scenario: ScenarioOutline,
  /** Of incidents that are asked about alike; the scenario's id where it is not known. */
  family: z.string(),
  seed: Count,
  /** With a model's words the facts and moods of a seed are the same, and the words are not. */
  words: CallerWords,
  at: Instant,
  total: z.number(),
  result: DrillScore.shape.result,
  /** Critical acts that were done, and steps whose absence is critical. */
  criticals: Count,
  parts: z.array(z.object({ id: z.string(), title: z.string(), points: z.number().nullable() })),
});
export type SkillRun = z.infer<typeof SkillRun>;

export const Skill = z.object({
  id: z.string(),
  title: z.string(),
  /** A part of the score, or a question of the main scorecard. */
  of: z.enum(['part', 'criterion']),
  /** Over all runs in which it counted, 0 to 1. */
  mean: z.number(),
  n: Count,
  /** The last three against those before; null with fewer than five. */
  trend: z.enum(['up', 'down', 'flat']).nullable(),
  /** By level, where it counted. */
  levels: z.array(z.object({ level: Level, mean: z.number(), n: Count })),
});
export type Skill = z.infer<typeof Skill>;

/** One heading of a daily observation report, 1 to 7; 4 is acceptable. */
export const Observation = z.object({
  heading: z.string(),
  /** What it is derived from. */
  from: z.string(),
  /** Null: not observed. */
  rating: z.int().min(1).max(7).nullable(),
  n: Count,
  /** Three in a row at 3 or less, and none better than the one before. */
  notResponding: z.boolean(),
  /** 3 or less, and 6 or more, want a written comment. */
  wantsComment: z.boolean(),
});
export type Observation = z.infer<typeof Observation>;

export const LevelProposal = z.object({
  from: Level,
  to: Level,
  reason: z.string(),
  /** The runs it rests on. */
  drillIds: z.array(z.uuid()),
});
export type LevelProposal = z.infer<typeof LevelProposal>;

/** What a person decided about somebody's level. */
export const LevelDecision = z.object({
  from: Level,
  to: Level,
  decision: z.enum(['accepted', 'declined', 'set']),
  comment: z.string(),
  by: Person,
  at: Instant,
});
export type LevelDecision = z.infer<typeof LevelDecision>;

export const NewLevelDecision = z.strictObject({
  decision: LevelDecision.shape.decision,
  /** Where the trainee is to be; for a proposal that is accepted or declined, what it proposes. */
  to: Level,
  comment: z.string().trim().max(2_000).default(''),
  by: Person,
});
export type NewLevelDecision = z.infer<typeof NewLevelDecision>;

export const TraineeSummary = z.object({
  trainee: Person,
  level: Level,
  runs: Count,
  lastAt: Instant.nullable(),
  /** Of the last five runs, 0 to 100. */
  recentMean: z.number().nullable(),
  proposal: LevelProposal.nullable(),
});
export type TraineeSummary = z.infer<typeof TraineeSummary>;

export const TraineeList = z.object({ trainees: z.array(TraineeSummary) });
export type TraineeList = z.infer<typeof TraineeList>;

/** `GET /api/v1/training/trainees/:name`. */
export const TraineeProfile = TraineeSummary.extend({
  skills: z.array(Skill),
  observations: z.array(Observation),
  /** The newest first. */
  history: z.array(LevelDecision),
  /** The newest first. */
  recent: z.array(SkillRun),
});
export type TraineeProfile = z.infer<typeof TraineeProfile>;

/** One scenario with one seed, run by several. */
export const ClassComparison = z.object({
  scenarioId: z.string(),
  seed: Count,
  /** Of each trainee the first run, the best total first; and how many they made. */
  runs: z.array(SkillRun.extend({ attempts: Count, bestTotal: z.number() })),
});
export type ClassComparison = z.infer<typeof ClassComparison>;

export const ComparisonQuery = z.object({
  scenario: z.string().min(1).max(100),
  seed: z.coerce.number().int().nonnegative().optional(),
});
export type ComparisonQuery = z.infer<typeof ComparisonQuery>;
