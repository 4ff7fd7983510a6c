import { z } from 'zod';
import { Kind } from './call.ts';
import { Answer, Evaluation } from './judgement.ts';
import { ScorecardOutline } from './scorecard.ts';

/** Making new versions of scorecards: drafts, what they would change, and their publication. */

const Instant = z.iso.datetime();

export const VersionStatus = z.enum(['draft', 'published', 'archived']);
export type VersionStatus = z.infer<typeof VersionStatus>;

/** One mistake in a scorecard, where its author finds it. */
export const ScorecardProblem = z.object({
  /** The scorecard's own file, or one it uses. */
  file: z.string(),
  /** From 1. */
  line: z.int().positive(),
  column: z.int().positive(),
  /** `sections.0.criteria.2.weight`; empty for the text as a whole. */
  field: z.string(),
  problem: z.string(),
});
export type ScorecardProblem = z.infer<typeof ScorecardProblem>;

export const VersionSummary = z.object({
  version: z.int().positive(),
  status: VersionStatus,
  /** `pack`: it stands in a file of a pack and is changed there. */
  origin: z.enum(['pack', 'dashboard']),
  title: z.string(),
  /** Whether new calls are judged by it. */
  inForce: z.boolean(),
  /** What changed, by whoever published it. */
  note: z.string().nullable(),
  author: z.string().nullable(),
  createdAt: Instant.nullable(),
  publishedAt: Instant.nullable(),
  archivedAt: Instant.nullable(),
  /** Why a version that was published cannot be read any more, and so does not judge. */
  problem: z.string().nullable(),
});
export type VersionSummary = z.infer<typeof VersionSummary>;

/** All versions of one scorecard. */
export const ScorecardVersions = z.object({
  id: z.string(),
  title: z.string(),
  kind: Kind,
  packId: z.string(),
  /** Which calls it is for, each a sentence. */
  assignment: z.array(z.string()),
  /** Newest first. */
  versions: z.array(VersionSummary),
});
export type ScorecardVersions = z.infer<typeof ScorecardVersions>;

export const ScorecardLibrary = z.object({
  packs: z.array(z.object({ id: z.string(), title: z.string(), kind: Kind })),
  scorecards: z.array(ScorecardVersions),
});
export type ScorecardLibrary = z.infer<typeof ScorecardLibrary>;

/** What reading a text as a scorecard gives. */
export const ScorecardCheck = z.object({
  problems: z.array(ScorecardProblem),
  /** Null while there are problems. */
  outline: ScorecardOutline.nullable(),
});
export type ScorecardCheck = z.infer<typeof ScorecardCheck>;

/** One version with its text. */
export const ScorecardVersion = VersionSummary.extend({
  id: z.string(),
  packId: z.string(),
  kind: Kind,
  yaml: z.string(),
  /** Of the text; given back when it is saved. */
  digest: z.string(),
  check: ScorecardCheck,
});
export type ScorecardVersion = z.infer<typeof ScorecardVersion>;

const Yaml = z.string().min(1).max(500_000);

/** `POST /api/v1/scorecards/drafts`: the next version of a scorecard, from one of its versions or from a text. */
export const NewDraft = z.union([
  z.strictObject({ from: z.strictObject({ id: z.string(), version: z.int().positive() }) }),
  z.strictObject({ packId: z.string(), yaml: Yaml }),
]);
export type NewDraft = z.infer<typeof NewDraft>;

export const DraftChange = z.strictObject({ yaml: Yaml, digest: z.string().min(1) });
export type DraftChange = z.infer<typeof DraftChange>;

export const DraftText = z.strictObject({ yaml: Yaml });

export const PreviewRequest = z.strictObject({ yaml: Yaml, callId: z.uuid() });

/** A mark that the draft gives otherwise. A criterion that only one of the two forms has is null on the other side. */
export const MarkChange = z.object({
  criterionId: z.string(),
  title: z.string(),
  before: z.object({ answer: Answer, reason: z.string() }).nullable(),
  after: z.object({ answer: Answer, reason: z.string() }).nullable(),
});
export type MarkChange = z.infer<typeof MarkChange>;

/** One stored call, judged by the draft and by the version in force, both by rules. */
export const ScorecardPreview = z.object({
  callId: z.uuid(),
  evaluation: Evaluation,
  outline: ScorecardOutline,
  /** By the version in force; null when none is. */
  before: Evaluation.nullable(),
  changes: z.array(MarkChange),
});
export type ScorecardPreview = z.infer<typeof ScorecardPreview>;

/** A golden call's mark that the draft gives otherwise than the version in force. */
export const GoldenMarkChange = z.object({
  call: z.string(),
  title: z.string(),
  criterionId: z.string(),
  before: Answer,
  after: Answer,
  /** What a person gave. */
  person: Answer,
  reason: z.string(),
});
export type GoldenMarkChange = z.infer<typeof GoldenMarkChange>;

export const GoldenCheck = z.object({
  /** How many golden calls have marks on this scorecard; 0 when the pack ships none. */
  calls: z.int().nonnegative(),
  changes: z.array(GoldenMarkChange),
});
export type GoldenCheck = z.infer<typeof GoldenCheck>;

export const BacktestRequest = z.strictObject({ yaml: Yaml, calls: z.int().min(1).max(200).default(50) });

/** Scores and faults of many calls on one form. */
export const ScoreSpread = z.object({
  /** Calls with a score, by the ten points it lies in: 0 to 10, …, 90 to 100. */
  tens: z.array(z.int().nonnegative()).length(10),
  mean: z.number().nullable(),
  unscored: z.int().nonnegative(),
  belowThreshold: z.int().nonnegative(),
  autoFailed: z.int().nonnegative(),
  bands: z.array(z.object({ id: z.string(), title: z.string(), calls: z.int().nonnegative() })),
});
export type ScoreSpread = z.infer<typeof ScoreSpread>;

export const CriterionChange = z.object({
  criterionId: z.string(),
  title: z.string(),
  changed: z.int().nonnegative(),
  /** How often one answer becomes another, the most frequent first; null where only one form has the criterion. */
  moves: z.array(
    z.object({ before: Answer.nullable(), after: Answer.nullable(), calls: z.int().positive() }),
  ),
});
export type CriterionChange = z.infer<typeof CriterionChange>;

export const CallChange = z.object({
  callId: z.uuid(),
  title: z.string().nullable(),
  at: Instant,
  before: z.number().nullable(),
  after: z.number().nullable(),
  changedMarks: z.int().nonnegative(),
});
export type CallChange = z.infer<typeof CallChange>;

export const BacktestResult = z.object({
  before: ScoreSpread.nullable(),
  after: ScoreSpread,
  criteria: z.array(CriterionChange),
  /** Those whose score changes most first. */
  calls: z.array(CallChange),
});
export type BacktestResult = z.infer<typeof BacktestResult>;

/** A draft judged over the last stored calls of its kind, beside the version in force. */
export const Backtest = z.object({
  id: z.uuid(),
  state: z.enum(['running', 'done', 'failed', 'stopped']),
  judged: z.int().nonnegative(),
  total: z.int().nonnegative(),
  /** Null until it is done. */
  result: BacktestResult.nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Backtest = z.infer<typeof Backtest>;

export const Publication = z.strictObject({
  digest: z.string().min(1),
  /** What changed and why, in a sentence. */
  note: z.string().trim().min(3).max(1000),
  author: z.string().trim().min(1).max(100).nullable().default(null),
  /** Publish although golden calls get other marks. */
  acceptGoldenChanges: z.boolean().default(false),
});
export type Publication = z.infer<typeof Publication>;
