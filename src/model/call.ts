import { z } from 'zod';

/** Where a call came from. All three go through one pipeline and are judged by one rubric. */
export const Source = z.enum(['recording', 'live', 'simulated']);
export type Source = z.infer<typeof Source>;

/** Who speaks on a leg: the call taker or agent, the caller or customer, anybody else. */
export const Role = z.enum(['agent', 'customer', 'other']);
export type Role = z.infer<typeof Role>;

export const Direction = z.enum(['inbound', 'outbound', 'internal']);
export type Direction = z.infer<typeof Direction>;

/** Which trade a call belongs to: it decides the words on screen and the protocol pack. */
export const Kind = z.enum(['psap', 'contact-centre']);
export type Kind = z.infer<typeof Kind>;

/** The stages of the pipeline, in order. */
export const Stage = z.enum(['record', 'transcribe', 'analyse', 'score', 'flag']);
export type Stage = z.infer<typeof Stage>;
export const stages = Stage.options;

/**
 *   queued ─▶ processing ─▶ done
 *               │  ▲ ▲
 *               │  │ └── retry ── failed
 *               ▼  │
 *   waiting for a speech engine
 */
export const CallState = z.enum(['queued', 'processing', 'waiting for a speech engine', 'done', 'failed']);
export type CallState = z.infer<typeof CallState>;

/** How it is known who speaks on a leg. */
export const RoleSource = z.enum(['given', 'setting', 'words', 'person', 'unknown']);
export type RoleSource = z.infer<typeof RoleSource>;

/** A stretch of time on the call's own clock; `endMs` is exclusive. */
export const Span = z.object({ startMs: z.number().nonnegative(), endMs: z.number().nonnegative() });
export type Span = z.infer<typeof Span>;

/**
 * One direction of audio. Legs of a mono recording share channel 0 and are told apart by diarization
 * (`mixed`); `certainty` then says how well (0 to 1).
 */
export const Leg = z.object({
  index: z.int().nonnegative(),
  /** The channel of the stored audio, from 0. */
  channel: z.int().nonnegative(),
  mixed: z.boolean(),
  role: Role,
  roleSource: RoleSource,
  /** How sure the role is, 0 to 1; 1 when given, set or chosen by a person. */
  roleConfidence: z.number().min(0).max(1),
  /** How sure the separation of speakers is, 0 to 1; 1 when legs have channels of their own. */
  certainty: z.number().min(0).max(1),
  /** Speech as the voice activity detector heard it. */
  speech: z.array(Span),
});
export type Leg = z.infer<typeof Leg>;

export const Word = z.object({
  text: z.string(),
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
  /** 0 to 1; null where the engine does not say. */
  confidence: z.number().min(0).max(1).nullable(),
});
export type Word = z.infer<typeof Word>;

/** What one leg said without a break. Turns of a call are ordered by start, and `index` counts from 0. */
export const Turn = z.object({
  index: z.int().nonnegative(),
  /** The leg's index. */
  leg: z.int().nonnegative(),
  role: Role,
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
  text: z.string(),
  /** Empty where the engine gives no word times. */
  words: z.array(Word),
  /** 0 to 1; null where the engine does not say. */
  confidence: z.number().min(0).max(1).nullable(),
});
export type Turn = z.infer<typeof Turn>;

/** What was heard on a whole call, and who heard it. */
export const Transcript = z.object({
  /** BCP 47, or null when nobody said. */
  language: z.string().nullable(),
  /** `given`, or the engine and model: `sherpa-onnx parakeet-tdt-0.6b-v2-int8`. */
  engine: z.string(),
  turns: z.array(Turn),
});
export type Transcript = z.infer<typeof Transcript>;
