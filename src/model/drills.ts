import { z } from 'zod';
import { DrillScore, EndReason, ScenarioOutline } from './drill.ts';
import { CallerWords } from './drill-phrasing.ts';
import { Person } from './person.ts';

/** Drills from outside: as they are started, listed, asked for and signed off. */

/** voice: spoken both ways. typed: the trainee types, the caller is heard. text: a text session, both write. */
export const DrillMode = z.enum(['voice', 'typed', 'text']);
export type DrillMode = z.infer<typeof DrillMode>;

export const DrillPhase = z.enum(['ringing', 'open', 'held', 'ended']);
export type DrillPhase = z.infer<typeof DrillPhase>;

const mostSeed = 2_147_483_647;

export const StartDrill = z.strictObject({
  scenarioId: z.string(),
  trainee: Person,
  mode: DrillMode.default('typed'),
  /** The scenario's own when absent: the same for a whole class. */
  seed: z.int().nonnegative().max(mostSeed).optional(),
  /** A voice of the list; the default one when absent. `none`: the caller is read, not heard; `browser`: the browser speaks. */
  voice: z.string().max(200).optional(),
  /** Who puts what the caller says into words; as `drills.phraseByModel` says when absent. */
  words: CallerWords.optional(),
  /** The assignment it is a run of. */
  assignmentId: z.uuid().optional(),
});
export type StartDrill = z.infer<typeof StartDrill>;

/** A drill as lists show it. */
export const DrillSummary = z.object({
  id: z.uuid(),
  scenario: ScenarioOutline,
  mode: DrillMode,
  seed: z.int().nonnegative(),
  /** The same seed gives the same facts and moods; a model's words may differ from run to run. */
  words: CallerWords.default('written'),
  trainee: Person,
  assignmentId: z.uuid().nullable(),
  phase: DrillPhase,
  createdAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  durationMs: z.number().nonnegative(),
  /** The call it is, open or ended: `/api/v1/live/:id` while it is open, `/api/v1/calls/:id` then. Null while it rings. */
  callId: z.uuid().nullable(),
  ended: EndReason.nullable(),
  /** 0 to 100; null before it ended, and when nobody answered. */
  total: z.number().nullable(),
  result: DrillScore.shape.result.nullable(),
  signedOff: z.object({ by: Person, at: z.iso.datetime(), comment: z.string() }).nullable(),
  /** Shown to others as a run to learn from. */
  exemplary: z.boolean(),
});
export type DrillSummary = z.infer<typeof DrillSummary>;

export const DrillList = z.object({
  /** Newest first. */
  drills: z.array(DrillSummary),
  /** The `before` of the next page; null when there is no more. */
  next: z.uuid().nullable(),
});
export type DrillList = z.infer<typeof DrillList>;

export const DrillQuery = z.object({
  trainee: Person.optional(),
  scenario: z.string().max(100).optional(),
  state: DrillPhase.optional(),
  assignment: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The id of a drill: only older ones. */
  before: z.uuid().optional(),
});
export type DrillQuery = z.infer<typeof DrillQuery>;

/** `POST /api/v1/drills/:id/sign-off`. */
export const SignOff = z.strictObject({ by: Person, comment: z.string().trim().max(4_000).default('') });
export type SignOff = z.infer<typeof SignOff>;

/** `PUT /api/v1/drills/:id/exemplary`. */
export const ExemplaryMark = z.strictObject({ on: z.boolean() });
