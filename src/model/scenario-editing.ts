import { z } from 'zod';
import { Kind, Turn } from './call.ts';
import { CallerMood, EndReason, Level, ScenarioOutline, StateAfter, ToldFact, TraineeTurn } from './drill.ts';
import { ScorecardProblem, VersionStatus } from './scorecard-editing.ts';

/** Writing scenarios in the dashboard: drafts, trying them, their publication, and twins of real calls. */

const Instant = z.iso.datetime();
const Name = z.string().trim().min(1).max(100);
const Yaml = z.string().min(1).max(200_000);
const ScenarioId = z.string().min(1).max(100);

/** What something in a call that could tell whose it was is; `word`: a word that might be a name. */
export const OriginalKind = z.enum([
  'person',
  'place',
  'phone',
  'email',
  'card',
  'plate',
  'date',
  'organisation',
  'number',
  'word',
]);
export type OriginalKind = z.infer<typeof OriginalKind>;

/** Somebody has looked whether a twin could still tell whose call it was made of. */
export const TwinApproval = z.object({
  by: z.string(),
  at: Instant,
  /** Of the text that was looked at: another text wants another look. */
  digest: z.string(),
  /** How many originals were looked at. */
  looked: z.int().nonnegative(),
});
export type TwinApproval = z.infer<typeof TwinApproval>;

export const ScenarioVersionSummary = z.object({
  version: z.int().positive(),
  status: VersionStatus,
  /** `shipped`: it came with the program and is not changed here. */
  origin: z.enum(['shipped', 'dashboard']),
  title: z.string(),
  /** Whether new drills are played by it. */
  inForce: z.boolean(),
  note: z.string().nullable(),
  author: z.string().nullable(),
  createdAt: Instant.nullable(),
  publishedAt: Instant.nullable(),
  archivedAt: Instant.nullable(),
  /** Why a version that was published cannot be read any more, and so is not played. */
  problem: z.string().nullable(),
  /** Made of a real call. */
  twin: z.boolean(),
});
export type ScenarioVersionSummary = z.infer<typeof ScenarioVersionSummary>;

/** All versions of one scenario. */
export const ScenarioVersions = z.object({
  id: z.string(),
  title: z.string(),
  origin: z.enum(['shipped', 'dashboard']),
  /** What the text says, as far as it can be read. */
  kind: Kind.nullable(),
  level: Level.nullable(),
  summary: z.string(),
  /** Newest first. */
  versions: z.array(ScenarioVersionSummary),
});
export type ScenarioVersions = z.infer<typeof ScenarioVersions>;

export const ScenarioLibrary = z.object({ scenarios: z.array(ScenarioVersions) });
export type ScenarioLibrary = z.infer<typeof ScenarioLibrary>;

/** What reading a text as a scenario gives. */
export const ScenarioCheck = z.object({
  problems: z.array(ScorecardProblem),
  /** Null while there are problems. */
  outline: ScenarioOutline.nullable(),
});
export type ScenarioCheck = z.infer<typeof ScenarioCheck>;

/** One version with its text. */
export const ScenarioVersion = ScenarioVersionSummary.extend({
  id: z.string(),
  yaml: z.string(),
  /** Of the text; given back when it is saved. */
  digest: z.string(),
  check: ScenarioCheck,
});
export type ScenarioVersion = z.infer<typeof ScenarioVersion>;

/**
 * `POST /api/v1/scenarios/drafts`: the next version of a scenario made here, a copy of one that ships under an id of
 * its own, or a text that says its id.
 */
export const NewScenarioDraft = z.union([
  z.strictObject({ from: z.strictObject({ id: ScenarioId, version: z.int().positive() }) }),
  z.strictObject({ yaml: Yaml }),
]);
export type NewScenarioDraft = z.infer<typeof NewScenarioDraft>;

export const ScenarioDraftChange = z.strictObject({ yaml: Yaml, digest: z.string().min(1) });
export type ScenarioDraftChange = z.infer<typeof ScenarioDraftChange>;

export const ScenarioText = z.strictObject({ yaml: Yaml });

export const ScenarioPublication = z.strictObject({
  digest: z.string().min(1),
  /** What changed and why, in a sentence. */
  note: z.string().trim().min(3).max(1000),
  author: Name.nullable().default(null),
});
export type ScenarioPublication = z.infer<typeof ScenarioPublication>;

/** From where a scenario is tried: a second of the call, a mood, facts that are told already. */
export const TrialStart = z.strictObject({
  atS: z.number().nonnegative().max(3600).optional(),
  distress: z.number().min(1).max(5).optional(),
  trust: z.number().min(0).max(5).optional(),
  told: z.array(z.string().max(100)).max(100).optional(),
});
export type TrialStart = z.infer<typeof TrialStart>;

/** `POST /api/v1/scenarios/try`: the same text, turns, seed and start give the same answer. */
export const ScenarioTrial = z.strictObject({
  yaml: Yaml,
  turns: z.array(TraineeTurn).max(200).default([]),
  /** The scenario's own when absent. */
  seed: z.int().nonnegative().max(2_147_483_647).optional(),
  from: TrialStart.optional(),
});
export type ScenarioTrial = z.infer<typeof ScenarioTrial>;

/** How a scenario answers. Nothing is stored. */
export const TriedScenario = z.object({
  transcript: z.array(Turn),
  /** The caller's mind before any turn, where it starts. */
  start: z.object({ atMs: z.number().nonnegative(), speaker: z.string(), mood: CallerMood }),
  /** After each turn of the trainee. */
  states: z.array(StateAfter),
  told: z.array(ToldFact),
  /** Every fact of the scenario, in its order. */
  facts: z.array(
    z.object({ id: z.string(), title: z.string(), critical: z.boolean(), ask: z.string().nullable() }),
  ),
  /** Acts by what the pack calls them. */
  acts: z.record(z.string(), z.string()),
  /** Null while the caller is on the line. */
  ended: z.object({ reason: EndReason, atMs: z.number().nonnegative() }).nullable(),
});
export type TriedScenario = z.infer<typeof TriedScenario>;

/** One thing in a call that could tell whose it was. */
export const TwinItem = z.object({
  id: z.string(),
  kind: OriginalKind,
  /** As it was said first. */
  text: z.string(),
  /** Where; null for what the record of the call says: who answered, which number called. */
  turn: z.int().nonnegative().nullable(),
  found: z
    .object({ text: z.string(), line: z.int().positive() })
    .nullable()
    .describe('the words of the draft that give it away, and their line; null when none do'),
});
export type TwinItem = z.infer<typeof TwinItem>;

/** What a twin must not tell, beside what its text says. */
export const TwinReview = z.object({
  /** Null when the call is gone: nobody can compare any more. */
  callId: z.uuid().nullable(),
  callTitle: z.string().nullable(),
  items: z.array(TwinItem),
  /** Turns of the caller of which something was left out, because it may say who somebody is. */
  leftOut: z.array(z.int().nonnegative()),
  /** Of the text as it is; null when nobody has looked, or the text has changed since. */
  approval: TwinApproval.nullable(),
});
export type TwinReview = z.infer<typeof TwinReview>;

/** `POST …/twin/approve`: everything the review lists has been looked at by somebody. */
export const TwinLook = z.strictObject({
  digest: z.string().min(1),
  by: Name,
  /** Ids of all the items, each looked at. */
  looked: z.array(z.string().max(1000)).max(5000),
});
export type TwinLook = z.infer<typeof TwinLook>;

/** `POST /api/v1/calls/:id/twin` */
export const NewTwin = z.strictObject({
  /** Other names and numbers come of another one. */
  seed: z.int().nonnegative().max(2_147_483_647).optional(),
});
export type NewTwin = z.infer<typeof NewTwin>;
