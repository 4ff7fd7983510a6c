import { z } from 'zod';
import { AlertEvent } from './alert.ts';
import { Kind, Role, Source, Turn } from './call.ts';
import { Guide } from './guide.ts';
import { CallMetadata } from './intake.ts';
import { Evaluation, Finding } from './judgement.ts';

/** Calls that are open now: what a source of live audio says, what it hears back, and what those who watch see. */

/** Samples per second that a source may send. */
const SampleRate = z.int().min(8_000).max(48_000);

export const LiveStart = z.strictObject({
  type: z.literal('start'),
  /** Chosen by the source, unguessable, and the same when it comes back after a lost connection. */
  key: z.string().trim().min(8).max(200),
  sampleRateHz: SampleRate,
  /** How the samples of a frame are written. */
  encoding: z.enum(['pcm_s16le', 'mulaw', 'alaw']).default('pcm_s16le'),
  /** Who speaks on each leg, in the order in which frames number them. */
  legs: z.array(Role).min(1).max(2),
  call: CallMetadata.omit({ channels: true }).default({}),
  /** A transcript known beforehand, said by its own times: for demonstrations, tests and measurements. */
  transcript: z.object({ fileName: z.string().max(300), text: z.string() }).optional(),
});
export type LiveStart = z.infer<typeof LiveStart>;

/** Messages of a source, besides its frames of audio. */
export const FromLiveSource = z.discriminatedUnion('type', [
  LiveStart,
  /** The caller hears music, or nothing; what comes meanwhile is not speech. */
  z.strictObject({ type: z.literal('hold'), on: z.boolean() }),
  z.strictObject({ type: z.literal('mute'), leg: z.int().min(0).max(1), on: z.boolean() }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type FromLiveSource = z.infer<typeof FromLiveSource>;

export const ToLiveSource = z.discriminatedUnion('type', [
  /** `received`: by leg, the samples that are safe; what comes after must be sent (again). */
  z.object({ type: z.literal('ready'), callId: z.uuid(), received: z.array(z.int()) }),
  z.object({ type: z.literal('ack'), received: z.array(z.int()) }),
  z.object({ type: z.literal('ended'), callId: z.uuid() }),
  /** What is wrong with what it sends, as far as can be told; the call goes on. */
  z.object({ type: z.literal('warning'), code: z.enum(['encoding']), leg: z.int(), message: z.string() }),
  /** `details.problem` says what of a message is wrong. */
  z.object({
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
]);
export type ToLiveSource = z.infer<typeof ToLiveSource>;

/** active: audio comes, or words are told without any. stalled: none came for a while though nobody said why. */
export const LegState = z.enum(['waiting', 'active', 'muted', 'held', 'stalled', 'ended']);
export type LegState = z.infer<typeof LegState>;

/** Something that happened to the audio of a live call; never closed up in silence. */
export const LiveNote = z.object({
  kind: z.enum([
    'gap',
    'hold',
    'mute',
    'stall',
    'jump',
    'drift',
    'reconnected',
    'engine',
    /** The audio does not look like what its source says it is. */
    'encoding',
    'restart',
    /** What other servers have of the call. */
    'copy',
    'refused',
  ]),
  leg: z.int().nonnegative().nullable(),
  startMs: z.number().nonnegative(),
  /** Null while it lasts. */
  endMs: z.number().nonnegative().nullable(),
  /** One sentence for people. */
  text: z.string(),
});
export type LiveNote = z.infer<typeof LiveNote>;

/** What somebody adds to an open call: a moment to come back to, a note for later, a word to whoever takes the call. */
export const LiveRemark = z.object({
  kind: z.enum(['flag', 'note', 'message']),
  author: z.string().trim().min(1).max(200),
  text: z.string().trim().max(2_000).default(''),
  /** On the call's own clock; now when absent. */
  atMs: z.number().nonnegative().optional(),
});
export type LiveRemark = z.infer<typeof LiveRemark>;

/** A remark as it stands on the call. */
export const KeptRemark = LiveRemark.extend({ id: z.uuid(), atMs: z.number().nonnegative() });
export type KeptRemark = z.infer<typeof KeptRemark>;

/** Words that may still change: `stable` was the same twice, `tail` was not. */
export const Partial = z.object({
  leg: z.int().nonnegative(),
  role: Role,
  startMs: z.number().nonnegative(),
  stable: z.string(),
  tail: z.string(),
});
export type Partial = z.infer<typeof Partial>;

const Weight = z.enum(['watch', 'soon', 'now']);

/** Why a call needs somebody, and since when on the call's own clock. */
export const Need = z.object({
  code: z.string(),
  weight: Weight,
  text: z.string(),
  sinceMs: z.number().nonnegative(),
  turn: z.int().nonnegative().nullable(),
  /** Seen in words that may still change; nobody is alarmed by it. */
  provisional: z.literal(true).optional(),
});
export type Need = z.infer<typeof Need>;

export const LiveLeg = z.object({
  role: Role,
  state: LegState,
  /** Of the last moment, in decibels below full scale; null before any audio. */
  levelDbfs: z.number().nullable(),
  /** Levels of the last minute, one a second, 0 (silent) to 1: for a sparkline. */
  course: z.array(z.number()),
  /** Audio that never came, all told. */
  lostMs: z.number().nonnegative(),
});
export type LiveLeg = z.infer<typeof LiveLeg>;

/** An open call as a wall shows it. */
export const LiveSummary = z.object({
  id: z.uuid(),
  /** live, or simulated: somebody is in training. */
  source: Source.exclude(['recording']),
  title: z.string().nullable(),
  agent: z.string().nullable(),
  queue: z.string().nullable(),
  /** Whoever the call is taken by belongs to it. */
  team: z.string().nullable(),
  kind: Kind.nullable(),
  startedAt: z.iso.datetime(),
  /** How much of the call there is. */
  durationMs: z.number().nonnegative(),
  ended: z.boolean(),
  legs: z.array(LiveLeg),
  /** What was said last. */
  lastWords: z.object({ role: Role, text: z.string() }).nullable(),
  incident: z.object({ code: z.string(), title: z.string(), priority: z.string().nullable() }).nullable(),
  /** Most urgent first. */
  needs: z.array(Need),
  /** How far what is shown is behind what is spoken; null when nothing is recognised. */
  lagMs: z.number().nonnegative().nullable(),
  /** Who hears the call; null: nobody does, and why is in `notes`. */
  engine: z.string().nullable(),
});
export type LiveSummary = z.infer<typeof LiveSummary>;

/** Everything known of an open call. */
export const LiveDetail = LiveSummary.extend({
  turns: z.array(Turn),
  partials: z.array(Partial),
  findings: z.array(Finding),
  /** As far as can be said yet: what was not done may still be done. */
  evaluation: Evaluation.nullable(),
  /** What the call taker is shown of this kind of call; null when nothing fits. */
  guide: Guide.nullable(),
  notes: z.array(LiveNote),
  remarks: z.array(KeptRemark),
});
export type LiveDetail = z.infer<typeof LiveDetail>;

/** What the server process spends; recognition runs in processes of its own and is not counted. */
export const ServerLoad = z.object({
  /** Processor time since the start. */
  cpuMs: z.number().nonnegative(),
  rssBytes: z.number().nonnegative(),
  /** How late the event loop was, at the 99th of 100 moments of the last while. */
  loopDelayMs: z.number().nonnegative(),
});
export type ServerLoad = z.infer<typeof ServerLoad>;

export const LiveList = z.object({ calls: z.array(LiveSummary), load: ServerLoad });
export type LiveList = z.infer<typeof LiveList>;

/**
 * What those who watch are sent. `call`, `alert`, `ended` go to all; the others to those who watch that call.
 */
export const LiveFeedEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), callId: z.uuid(), call: LiveSummary }),
  /**
   * A turn that ended: take away the one at `replaces` (it was heard better now), then put this one in at its index;
   * those after it move up by one.
   */
  z.object({
    type: z.literal('turn'),
    callId: z.uuid(),
    turn: Turn,
    replaces: z.int().nonnegative().nullable(),
  }),
  z.object({ type: z.literal('partial'), callId: z.uuid(), partial: Partial }),
  z.object({
    type: z.literal('judged'),
    callId: z.uuid(),
    findings: z.array(Finding),
    evaluation: Evaluation.nullable(),
    guide: Guide.nullable(),
  }),
  z.object({ type: z.literal('note'), callId: z.uuid(), note: LiveNote }),
  AlertEvent,
  z.object({ type: z.literal('remark'), callId: z.uuid(), remark: KeptRemark }),
  /** It goes on as a call of this id like any other; `kept` is false when nothing was heard of it. */
  z.object({ type: z.literal('ended'), callId: z.uuid(), kept: z.boolean() }),
]);
export type LiveFeedEvent = z.infer<typeof LiveFeedEvent>;
