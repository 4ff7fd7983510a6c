import { z } from 'zod';
import { Kind, Source } from './call.ts';
import { Answer, AutoFail, EvaluationState } from './judgement.ts';

/** What people do with an evaluation, and what waits for them. */

/** There are no accounts yet: a name as the person writes it. */
const PersonName = z.string().trim().min(1).max(80);

const Comment = z.string().trim().min(1).max(4000);
const Id = z.string().min(1).max(200);

/** A person's answer to one criterion; null takes the one they gave back. */
const MarkGiven = z.object({
  kind: z.literal('mark'),
  criterionId: Id,
  answer: Answer.nullable(),
  comment: Comment.nullable(),
  /** The turns it rests on, as picked. */
  turns: z.array(z.int().nonnegative()).max(100),
});

export const ReviewEvent = z.discriminatedUnion('kind', [
  MarkGiven,
  /** Criteria that stay open (unclear, or the judges differ) on purpose. */
  z.object({
    kind: z.literal('leave'),
    criterionIds: z.array(Id).min(1).max(500),
    comment: Comment.nullable(),
  }),
  /** An auto-fail was looked at: it stands, or it does not. */
  z.object({
    kind: z.literal('read'),
    autoFailId: Id,
    stands: z.boolean(),
    comment: Comment.nullable(),
  }),
  /** Flags of the call that were looked at, by code. */
  z.object({ kind: z.literal('see'), flags: z.array(Id).min(1).max(100) }),
  z.object({ kind: z.literal('release'), comment: Comment.nullable() }),
  z.object({ kind: z.literal('acknowledge'), comment: Comment.nullable() }),
  z.object({ kind: z.literal('dispute'), comment: Comment }),
  z.object({ kind: z.literal('resolve'), comment: Comment }),
  z.object({ kind: z.literal('reopen'), comment: Comment }),
]);
export type ReviewEvent = z.infer<typeof ReviewEvent>;

/** The call was judged again and came out differently; nobody did it. */
const Rejudged = z.object({ kind: z.literal('rejudged') });

/** One line of the history, which is only ever added to. */
export const ReviewEntry = z.object({
  /** Null when it was no person. */
  author: z.string().nullable(),
  at: z.iso.datetime(),
  event: z.union([ReviewEvent, Rejudged]),
  /** The evaluation's score after it. */
  score: z.number().nullable(),
});
export type ReviewEntry = z.infer<typeof ReviewEntry>;

/** `POST /api/v1/calls/:id/review`. */
export const ReviewRequest = z.strictObject({
  author: PersonName,
  /** The scorecard whose evaluation it is about; null only for flags that were looked at. */
  scorecardId: z.string().min(1).nullable(),
  event: ReviewEvent,
});
export type ReviewRequest = z.infer<typeof ReviewRequest>;

/** What one person said of an auto-fail last. */
export const Reading = z.object({
  author: z.string(),
  at: z.iso.datetime(),
  stands: z.boolean(),
  comment: z.string().nullable(),
});
export type Reading = z.infer<typeof Reading>;

/** Why a call waits for a person; from the most urgent down. */
export const ReviewReason = z.enum([
  'disputed',
  'auto_fail',
  'critical_flag',
  'judges_differ',
  'unclear',
  'suggestion',
]);
export type ReviewReason = z.infer<typeof ReviewReason>;

/** One thing about a call that waits for a person. */
export const Wait = z.object({
  reason: ReviewReason,
  scorecardId: z.string().nullable(),
  /** The criteria it is about, the weightiest first. */
  criterionIds: z.array(z.string()),
  /** The flags it is about, by code. */
  flags: z.array(z.string()),
  /** One sentence. */
  text: z.string(),
  /** Whether the evaluation cannot be released before. */
  blocksRelease: z.boolean(),
  /** Every call on this form waits for it: it is shown with the call, and not in the queue. */
  isRoutine: z.boolean(),
});
export type Wait = z.infer<typeof Wait>;

/** How the review of one evaluation stands. */
export const EvaluationReview = z.object({
  scorecardId: z.string(),
  scorecardVersion: z.int().positive(),
  state: EvaluationState,
  /** All that judging found, with what people said of each. */
  autoFails: z.array(
    AutoFail.extend({
      readings: z.array(Reading),
      /** `stands` and `overturned`: two people said so. */
      verdict: z.enum(['open', 'stands', 'overturned']),
    }),
  ),
  /** Criteria left open on purpose. */
  left: z.array(z.string()),
  /** The oldest first. */
  history: z.array(ReviewEntry),
});
export type EvaluationReview = z.infer<typeof EvaluationReview>;

/** `GET /api/v1/calls/:id/review`. */
export const CallReview = z.object({
  evaluations: z.array(EvaluationReview),
  waits: z.array(Wait),
});
export type CallReview = z.infer<typeof CallReview>;

/** The query of `GET /api/v1/review`. */
export const ReviewQuery = z.object({
  reason: ReviewReason.optional(),
  kind: Kind.optional(),
  /** Also what waits about simulated calls: they are looked back on in their debriefing, and are nobody's calls. */
  drills: z.stringbool().default(false),
  limit: z.coerce.number().int().min(0).max(500).default(100),
});
export type ReviewQuery = z.infer<typeof ReviewQuery>;

export const ReviewItem = Wait.omit({ isRoutine: true }).extend({
  call: z.object({
    id: z.uuid(),
    source: Source,
    title: z.string().nullable(),
    kind: Kind.nullable(),
    agent: z.string().nullable(),
    queue: z.string().nullable(),
    startedAt: z.iso.datetime().nullable(),
    receivedAt: z.iso.datetime(),
    score: z.number().nullable(),
    band: z.string().nullable(),
    scorecardId: z.string().nullable(),
  }),
  since: z.iso.datetime(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

/** `GET /api/v1/review`. */
export const ReviewQueue = z.object({
  /** The most urgent first, and of the same urgency the one that waits longest. */
  items: z.array(ReviewItem),
  /** How many match the filters. */
  total: z.int().nonnegative(),
  /** Of all kinds asked for, by reason. */
  counts: z.record(ReviewReason, z.int().nonnegative()),
  /** Calls that wait for anything. */
  calls: z.int().nonnegative(),
});
export type ReviewQueue = z.infer<typeof ReviewQueue>;
