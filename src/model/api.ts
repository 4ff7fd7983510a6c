import { z } from 'zod';
import { AlertEvent } from './alert.ts';
import { CallState, Direction, Kind, Leg, Role, Source, Stage, Transcript } from './call.ts';
import { Evaluation, Finding, Flag } from './judgement.ts';
import { CallMetrics } from './metrics.ts';

/** The contracts of `/api/v1`, shared by the server, the command line and the dashboard. */

const Instant = z.iso.datetime();

export const ApiError = z.object({
  error: z.object({
    code: z.string(),
    /** A sentence a person can act on. */
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type ApiError = z.infer<typeof ApiError>;

const Problem = ApiError.shape.error;
export type Problem = z.infer<typeof Problem>;

export const CallSummary = z.object({
  id: z.uuid(),
  source: Source,
  kind: Kind.nullable(),
  state: CallState,
  /** The stage under way or last tried; null when all are done. */
  stage: Stage.nullable(),
  /** Progress of that stage, 0 to 1; null when it cannot be told. */
  progress: z.number().min(0).max(1).nullable(),
  title: z.string().nullable(),
  startedAt: Instant.nullable(),
  receivedAt: Instant,
  durationMs: z.number().nonnegative().nullable(),
  agent: z.string().nullable(),
  customerNumber: z.string().nullable(),
  queue: z.string().nullable(),
  direction: Direction.nullable(),
  language: z.string().nullable(),
  /** The main evaluation's score and band. */
  score: z.number().nullable(),
  band: z.string().nullable(),
  scorecardId: z.string().nullable(),
  flags: z.array(Flag),
  /** Why it failed, or what it waits for. */
  problem: Problem.nullable(),
  /** When searching: the first turn that matches. */
  match: z.object({ turn: z.int(), startMs: z.number(), text: z.string() }).nullable(),
});
export type CallSummary = z.infer<typeof CallSummary>;

export const StageRecord = z.object({
  stage: Stage,
  state: z.enum(['pending', 'running', 'waiting', 'done', 'failed']),
  tries: z.int().nonnegative(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  problem: Problem.nullable(),
});
export type StageRecord = z.infer<typeof StageRecord>;

/** Everything known of one call. */
export const CallDetail = CallSummary.omit({ match: true }).extend({
  externalId: z.string().nullable(),
  extra: z.record(z.string(), z.unknown()),
  fileNames: z.array(z.string()),
  legs: z.array(Leg),
  metrics: CallMetrics.nullable(),
  transcript: Transcript.nullable(),
  findings: z.array(Finding),
  evaluations: z.array(Evaluation),
  stages: z.array(StageRecord),
  /** Whether `/audio` and `/peaks` can be asked for. */
  hasAudio: z.boolean(),
});
export type CallDetail = z.infer<typeof CallDetail>;

export const CallSort = z.enum(['startedAt', 'receivedAt', 'durationMs', 'score']);

/** The query of `GET /api/v1/calls`; repeated keys make lists. */
export const CallQuery = z.object({
  /** Words to find in transcripts: web-search form ("exact words", or, -not). */
  q: z.string().trim().max(200).optional(),
  state: CallState.optional(),
  source: Source.optional(),
  kind: Kind.optional(),
  agent: z.string().optional(),
  queue: z.string().optional(),
  flagged: z.stringbool().optional(),
  minScore: z.coerce.number().min(0).max(100).optional(),
  maxScore: z.coerce.number().min(0).max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  sort: CallSort.default('receivedAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** From the answer before. */
  cursor: z.string().max(500).optional(),
});
export type CallQuery = z.infer<typeof CallQuery>;

export const CallList = z.object({
  calls: z.array(CallSummary),
  nextCursor: z.string().nullable(),
  /** How many match, counted up to 1,000; `more` when there are more than counted. */
  total: z.object({ count: z.int(), more: z.boolean() }),
});
export type CallList = z.infer<typeof CallList>;

/** The distinct values that filters offer. */
export const CallFacets = z.object({ agents: z.array(z.string()), queues: z.array(z.string()) });
export type CallFacets = z.infer<typeof CallFacets>;

/** One call that came in. */
export const Received = z.object({
  id: z.uuid(),
  state: CallState,
  /** True when the same recording was here already; `id` is then that call. */
  duplicate: z.boolean(),
  fileNames: z.array(z.string()),
});
export type Received = z.infer<typeof Received>;

export const ReceivedList = z.object({ calls: z.array(Received) });

/** A file that was offered and not taken, so that somebody looks. */
export const Rejection = z.object({
  id: z.uuid(),
  /** `upload`, `watch folder`, … */
  channel: z.string(),
  fileName: z.string(),
  problem: Problem,
  at: Instant,
});
export type Rejection = z.infer<typeof Rejection>;

/** The folder whose recordings are taken as they come. */
export const WatchedFolder = z.object({
  folder: z.string(),
  /** `missing`: it is not there, or cannot be read; it is looked for again and again. */
  state: z.enum(['watching', 'missing']),
  /** Files that are seen and not dealt with. */
  waiting: z.int().nonnegative(),
  /** What keeps every file from being taken at present. */
  problem: Problem.nullable(),
});
export type WatchedFolder = z.infer<typeof WatchedFolder>;

export const QueueOverview = z.object({
  /** Calls by state. */
  counts: z.record(CallState, z.int()),
  running: z.array(CallSummary),
  waiting: z.array(CallSummary),
  failed: z.array(CallSummary),
  rejections: z.array(Rejection),
  /** Why speech work is paused now, or null. */
  speechPaused: z.string().nullable(),
  /** Null when no folder is watched. */
  watchFolder: WatchedFolder.nullable(),
});
export type QueueOverview = z.infer<typeof QueueOverview>;

const InstalledState = z.enum(['available', 'downloading', 'installed', 'damaged']);

export const SpeechModel = z.object({
  name: z.string(),
  title: z.string(),
  job: z.enum(['recognition', 'live-recognition', 'speaker-segmentation', 'speaker-embedding', 'synthesis']),
  /** Archive to be downloaded. */
  downloadBytes: z.number().nullable(),
  /** On disk once installed. */
  diskBytes: z.number(),
  licence: z.string(),
  languages: z.array(z.string()),
  /** Published word error rates with their source, as text. */
  accuracy: z.string().nullable(),
  recommended: z.string().nullable(),
  state: InstalledState,
  /** While downloading, 0 to 1. */
  progress: z.number().min(0).max(1).nullable(),
  problem: Problem.nullable(),
  /** SHA-256 of the archive that was downloaded, or is to be. */
  sha256: z.string().nullable(),
  /** `catalogue`: published, and equal. `first download`: nobody vouches for it; others can compare. */
  digestFrom: z.enum(['catalogue', 'first download']).nullable(),
});
export type SpeechModel = z.infer<typeof SpeechModel>;

export const SpeechOverview = z.object({
  /** The engine that will be used for the next call, or null. */
  engine: z.object({ name: z.string(), model: z.string() }).nullable(),
  /** What would hear a trainee at the desk: the same, or pocketsphinx where there is nothing better. */
  desk: z.object({ name: z.string(), model: z.string() }).nullable(),
  /** The streaming model that hears open calls while they are spoken; null where turns are heard once they ended. */
  live: z.string().nullable(),
  /** The model that gives simulated callers their voice; null where none is installed and a program or browser speaks. */
  voice: z.string().nullable(),
  models: z.array(SpeechModel),
  waitingCalls: z.int(),
  /** Hot words of the settings; `used` when that engine takes them. */
  hotWords: z.object({ count: z.int().nonnegative(), used: z.boolean() }),
});
export type SpeechOverview = z.infer<typeof SpeechOverview>;

/** How far the rewrapping of all objects under the writing master key is, or was when it ended. */
export const KeyRotation = z.object({
  running: z.boolean(),
  /** Objects there were at its begin; those that come meanwhile have the new key anyway. */
  total: z.int().nonnegative(),
  /** Objects looked at, of which those that had another key were rewrapped. */
  looked: z.int().nonnegative(),
  rewrapped: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** The first hundred of those that failed: the old keys are still needed for them. */
  failures: z.array(z.object({ objectId: z.uuid(), problem: Problem })),
  /** Why it ended early. */
  problem: Problem.nullable(),
});
export type KeyRotation = z.infer<typeof KeyRotation>;

export const KeysOverview = z.object({
  /** Ids of the master keys; never the keys. */
  writing: z.string(),
  all: z.array(z.string()),
  /** The last rotation since the start; null when there was none. */
  rotation: KeyRotation.nullable(),
});
export type KeysOverview = z.infer<typeof KeysOverview>;

/** The language models that may be asked about a call, in the order in which they are asked; none when none is set up. */
export const LanguageModelList = z.object({
  models: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      /** In the currency of the prices in the settings. */
      spentToday: z.number().nonnegative(),
      dailyBudget: z.number().nonnegative().nullable(),
      /** Until when it is left alone, because it said so or was asked as often as it may be; null when it is not. */
      pausedUntil: Instant.nullable(),
      /** How the last try ended since the server started: `answered`, `timeout`, `rate_limited`, …; null before any. */
      last: z.string().nullable(),
    }),
  ),
});
export type LanguageModelList = z.infer<typeof LanguageModelList>;

/** `PUT /api/v1/calls/:id/roles`: by leg index, from 0. */
export const RolesChange = z.object({ roles: z.array(Role).min(1) });

/** Levels for drawing, per channel: the largest absolute sample of each step, 0 to 1. */
export const Peaks = z.object({ stepMs: z.number().positive(), channels: z.array(z.array(z.number())) });
export type Peaks = z.infer<typeof Peaks>;

/** What `/api/v1/events` sends (server-sent events; `id` counts up). */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call'),
    callId: z.uuid(),
    state: CallState,
    stage: Stage.nullable(),
    progress: z.number().min(0).max(1).nullable(),
  }),
  z.object({ type: z.literal('rejection'), rejectionId: z.uuid() }),
  z.object({ type: z.literal('model'), name: z.string(), progress: z.number().nullable() }),
  AlertEvent,
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
