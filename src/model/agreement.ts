import { z } from 'zod';
import { MarkSource } from './judgement.ts';

/** How far two sources of answers agree, such as the rules and the people who labelled calls. */

/** A figure, and where it would lie in 95 of 100 samples like this one. Null: not defined on these calls. */
export const Estimate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Estimate = z.infer<typeof Estimate>;

const Count = z.int().nonnegative();

/** What was found against what was there. */
export const Detection = z.object({
  /** Found and there. */
  right: Count,
  /** Found and not there. */
  wrong: Count,
  /** There and not found. */
  missed: Count,
  precision: Estimate,
  recall: Estimate,
  f1: Estimate,
});
export type Detection = z.infer<typeof Detection>;

/** One question of a scorecard. */
export const CriterionAgreement = z.object({
  /** Its id where it was labelled, such as A1. */
  label: z.string(),
  /** Its id on the scorecard; null when the scorecard does not ask it. */
  criterionId: z.string().nullable(),
  title: z.string().nullable(),
  /** Calls with an answer that is not `unclear`. */
  labelled: Count,
  /** Of these, the calls where both sides answer; all but the coverage is of them. */
  n: Count,
  coverage: z.number().nullable(),
  agreement: Estimate,
  /** Cohen's; of ratings with quadratic weights. */
  kappa: Estimate,
  ac1: Estimate,
  /** Nearly all answers are the same, so kappa says little and AC1 should be read. */
  isPrevalent: z.boolean(),
  /** How well a "no" is found; null for ratings. */
  no: Detection.nullable(),
  /** For ratings: how far they are off, and by how much they are too high. */
  meanAbsoluteError: z.number().nullable(),
  meanDifference: z.number().nullable(),
  /** What was answered against what was expected. */
  answers: z.array(z.object({ expected: z.string(), got: z.string(), n: Count })),
});
export type CriterionAgreement = z.infer<typeof CriterionAgreement>;

/** Scores of whole calls. */
export const ScoreAgreement = z.object({
  n: Count,
  meanAbsoluteError: Estimate,
  /** By how much scores are too high. */
  meanDifference: Estimate,
  within5: Estimate,
  /** ICC(2,1). */
  icc: Estimate,
});
export type ScoreAgreement = z.infer<typeof ScoreAgreement>;

/** Means over the questions of a scorecard for which the figure is defined. */
const CriteriaMeans = z.object({
  agreement: Estimate,
  kappa: Estimate,
  ac1: Estimate,
  noPrecision: Estimate,
  noRecall: Estimate,
  coverage: Estimate,
});

export const ScorecardAgreement = z.object({
  scorecardId: z.string(),
  scorecardVersion: z.int().positive(),
  scorecardTitle: z.string(),
  calls: Count,
  criteria: z.array(CriterionAgreement),
  means: CriteriaMeans,
  /** "No" of all questions together. */
  no: Detection,
  /** The score shown for the call. It may rest on questions and auto-fails that nobody labelled. */
  score: ScoreAgreement,
  /** Like with like: of the labelled questions alone, before critical faults and auto-fails. */
  scoreOfLabelled: ScoreAgreement,
  /** Null where none were labelled. */
  autoFails: Detection.nullable(),
});
export type ScorecardAgreement = z.infer<typeof ScorecardAgreement>;

/** One thing said of a whole call, such as its incident type; not saying it counts as wrong. */
export const FactAgreement = z.object({
  labelled: Count,
  accuracy: Estimate,
  kappa: Estimate,
  coverage: z.number().nullable(),
});
export type FactAgreement = z.infer<typeof FactAgreement>;

export const MentionAgreement = z.object({
  all: Detection,
  byType: z.record(z.string(), Detection),
});
export type MentionAgreement = z.infer<typeof MentionAgreement>;

/** One place where the two sides differ. */
export const Mistake = z.object({
  call: z.string(),
  /** `criterion`, `score`, `autoFail`, `entity`, `risk`, `pii`, `actionItem`, or the name of a fact. */
  what: z.string(),
  /** The question, or the type of what was found. */
  id: z.string(),
  turn: z.int().nonnegative().nullable(),
  /** Null: there was nothing to find. */
  expected: z.string().nullable(),
  /** Null: nothing was found. */
  got: z.string().nullable(),
  /** Why it was answered so, or the words it is about. */
  reason: z.string().nullable(),
});
export type Mistake = z.infer<typeof Mistake>;

export const AgreementReport = z.object({
  calls: Count,
  scorecards: z.array(ScorecardAgreement),
  facts: z.record(z.string(), FactAgreement),
  entities: MentionAgreement,
  /** The share of entities found whose normalised value is the expected one. */
  entityValues: Estimate,
  risks: MentionAgreement,
  /** The same, whatever the status. */
  risksWithoutStatus: MentionAgreement,
  pii: MentionAgreement,
  actionItems: MentionAgreement,
  mistakes: z.array(Mistake),
});
export type AgreementReport = z.infer<typeof AgreementReport>;

/**
 * Whether answers to a question may be shown as facts: only when they agree well enough with people on enough
 * calls; else they are suggestions.
 */
export const QuestionGate = z.object({
  state: z.enum(['fact', 'suggestion', 'not enough data']),
  /** One sentence. */
  reason: z.string(),
});
export type QuestionGate = z.infer<typeof QuestionGate>;

export const GatedQuestion = CriterionAgreement.extend({
  gate: QuestionGate,
  mistakes: z.array(Mistake),
});
export type GatedQuestion = z.infer<typeof GatedQuestion>;

export const GatedScorecard = ScorecardAgreement.extend({ criteria: z.array(GatedQuestion) });
export type GatedScorecard = z.infer<typeof GatedScorecard>;

/** How far one source of marks agrees with people. */
export const SourceAgreement = z.object({
  source: MarkSource,
  /** The model, where a model gave the marks. */
  model: z.string().nullable(),
  /** What it was compared with: the golden calls of the packs, or marks that people gave or changed here. */
  basis: z.enum(['golden calls', 'people here']),
  scorecards: z.array(GatedScorecard),
});
export type SourceAgreement = z.infer<typeof SourceAgreement>;

/** `GET /api/v1/agreement`. */
export const AgreementOverview = z.object({
  /** What a question must reach for its answers to be shown as facts. */
  bar: z.object({ leastKappa: z.number(), leastCalls: Count }),
  sources: z.array(SourceAgreement),
});
export type AgreementOverview = z.infer<typeof AgreementOverview>;
