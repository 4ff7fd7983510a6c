import { z } from 'zod';
import { Role, Span } from './call.ts';

/** The answer to one criterion: a word, or a rating from 1 (failed it) over 3 (the minimum) to 5 (exemplary). */
export const Answer = z.union([
  z.enum(['yes', 'no', 'partial', 'na', 'refused', 'unclear']),
  z.int().min(1).max(5),
]);
export type Answer = z.infer<typeof Answer>;

/**
 * What a mark rests on: the turns in which something was found, or the window that was searched in vain, with
 * the nearest thing to it. Nothing else is evidence.
 */
export const Evidence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('turns'),
    turns: z.array(z.int().nonnegative()).min(1),
    /** What those turns show, in a few words. */
    shows: z.string(),
  }),
  z.object({
    kind: z.literal('window'),
    startMs: z.number().nonnegative(),
    endMs: z.number().nonnegative(),
    /** What was looked for in it, in a few words. */
    soughtFor: z.string(),
    /** The turn that came nearest, if one did. */
    nearestTurn: z.int().nonnegative().nullable(),
  }),
]);
export type Evidence = z.infer<typeof Evidence>;

export const MarkSource = z.enum(['rule', 'model', 'person']);
export type MarkSource = z.infer<typeof MarkSource>;

/** How grave it is when something was not done as it should, from what it can lead to. */
export const FaultClass = z.enum(['none', 'minor', 'moderate', 'major', 'critical']);
export type FaultClass = z.infer<typeof FaultClass>;

/** One of the things a criterion asks for by a list, such as a question of the incident type's set. */
export const MarkItem = z.object({
  id: z.string(),
  /** What must be learned or done, in a few words. */
  need: z.string(),
  /** `obvious`: known without being asked; `skipped`: does not apply to this call. */
  state: z.enum(['done', 'obvious', 'missed', 'skipped']),
  turns: z.array(z.int().nonnegative()),
});
export type MarkItem = z.infer<typeof MarkItem>;

/** What one judge said to a question, where more than one was asked. */
export const Opinion = z.object({
  source: MarkSource,
  answer: Answer,
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  /** The turns it rests on, looked up and not quoted. */
  turns: z.array(z.int().nonnegative()),
  /** Which model said so, to which wording of the question; null for rules and people. */
  model: z.object({ provider: z.string(), model: z.string(), prompt: z.string() }).nullable(),
  /** The person who said so, and when; null for rules and models. */
  person: z.object({ name: z.string(), at: z.iso.datetime() }).nullable(),
});
export type Opinion = z.infer<typeof Opinion>;

export const Mark = z.object({
  criterionId: z.string(),
  answer: Answer,
  /** What the answer earns, 0 to 1; null when it does not count (n/a, unclear). */
  points: z.number().min(0).max(1).nullable(),
  /** The criterion's weight on the form, as written. */
  weight: z.number().nonnegative(),
  source: MarkSource,
  confidence: z.number().min(0).max(1),
  /** One sentence a call taker can act on. */
  reason: z.string(),
  evidence: z.array(Evidence).min(1),
  /** The class of the fault this mark is; `none` when nothing was done wrong. */
  fault: FaultClass,
  /** Item by item, where the criterion asks for a list; else empty. */
  items: z.array(MarkItem),
  /** What each judge said, where more than one did: rules, models, people. The last person's answer is the mark's. */
  opinions: z.array(Opinion),
});
export type Mark = z.infer<typeof Mark>;

/** draft until a person lets it out; then the one it is about may acknowledge or dispute it. */
export const EvaluationState = z.enum(['draft', 'released', 'acknowledged', 'disputed', 'resolved']);
export type EvaluationState = z.infer<typeof EvaluationState>;

/** Something that fails the whole call whatever it scored, until a second person says otherwise. */
export const AutoFail = z.object({
  id: z.string(),
  title: z.string(),
  reason: z.string(),
  evidence: z.array(Evidence).min(1),
});
export type AutoFail = z.infer<typeof AutoFail>;

/** How many faults of each class an evaluation holds. */
export const FaultCounts = z.object({
  critical: z.int().nonnegative(),
  major: z.int().nonnegative(),
  moderate: z.int().nonnegative(),
  minor: z.int().nonnegative(),
});
export type FaultCounts = z.infer<typeof FaultCounts>;

/** All marks of a call on one version of one scorecard. Never edited in place: a new judging makes a new one. */
export const Evaluation = z.object({
  scorecardId: z.string(),
  scorecardVersion: z.int().positive(),
  scorecardTitle: z.string(),
  /** 0 to 100, two decimals; null when no criterion could be judged. */
  score: z.number().min(0).max(100).nullable(),
  /** What the marks alone add up to, before a critical fault or an auto-fail lowers it. */
  rawScore: z.number().min(0).max(100).nullable(),
  /** The share of the form's weight that was judged (n/a aside), 0 to 1. */
  coverage: z.number().min(0).max(1),
  band: z.string().nullable(),
  faults: FaultCounts,
  autoFails: z.array(AutoFail),
  state: EvaluationState,
  marks: z.array(Mark),
  /** Ids of the criteria that pulled the score down most, worst first. */
  weak: z.array(z.string()),
});
export type Evaluation = z.infer<typeof Evaluation>;

/** Something noticed in a call. Always points at a turn or a time. */
export const Finding = z.object({
  /** `role`, `topic`, `entity`, `risk` …; more kinds come with analysis. */
  kind: z.string(),
  /** Within its kind: `address`, `weapon`, `roles_swapped`. */
  type: z.string(),
  /** The normalised value, or null. */
  value: z.string().nullable(),
  status: z.enum(['asserted', 'possible', 'denied', 'asked', 'resolved', 'context']).nullable(),
  turn: z.int().nonnegative().nullable(),
  /** Character span in the turn's text, or null. */
  chars: z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() }).nullable(),
  span: Span,
  confidence: z.number().min(0).max(1),
  source: MarkSource,
});
export type Finding = z.infer<typeof Finding>;

export const Severity = z.enum(['info', 'warning', 'critical']);
export type Severity = z.infer<typeof Severity>;

/** A finding or score that needs eyes. */
export const Flag = z.object({
  /** `score_below_threshold`, `roles_uncertain`, `audio_one_way`, … */
  code: z.string(),
  severity: Severity,
  /** One sentence saying why. */
  reason: z.string(),
  /** The scorecard whose evaluation raised it, or null. */
  scorecardId: z.string().nullable(),
  /** Ids of the weak criteria, worst first. */
  criteria: z.array(z.string()),
});
export type Flag = z.infer<typeof Flag>;

/** Who probably speaks on each leg, from what is said. */
export const RoleGuess = z.object({
  /** By leg index. */
  roles: z.record(z.string(), Role),
  confidence: z.number().min(0).max(1),
  /** Turns that spoke for it. */
  turns: z.array(z.int().nonnegative()),
});
export type RoleGuess = z.infer<typeof RoleGuess>;
