import { z } from 'zod';
import { Role, Turn } from './call.ts';
import { CadRecord } from './drill.ts';
import { DrillPhrasing } from './drill-phrasing.ts';
import { DrillSummary } from './drills.ts';
import { Person } from './person.ts';

/** A drill at the desk: what the trainee's browser and the server tell each other. */

/** Samples a second of the trainee's microphone; the frames themselves do not say. */
export const microphoneRateHz = 16_000;

/** One entry of the trainee into the dispatch form; a later one of a field replaces it, and both are kept. */
export const CadEntry = z.object({
  field: CadRecord.keyof(),
  value: z.string().max(4_000),
  /** On the drill's clock. */
  atMs: z.number().nonnegative(),
});
export type CadEntry = z.infer<typeof CadEntry>;

/** What can be asked next, shown on guided levels only. */
export const DrillHint = z.object({
  fact: z.string(),
  title: z.string(),
  /** A question that brings it out. */
  ask: z.string(),
  critical: z.boolean(),
});
export type DrillHint = z.infer<typeof DrillHint>;

export const DrillNote = z.object({
  id: z.uuid(),
  /** note: for the debriefing. whisper: the trainee sees it at once. */
  kind: z.enum(['note', 'whisper']),
  author: Person,
  text: z.string().trim().min(1).max(2_000),
  atMs: z.number().nonnegative(),
});
export type DrillNote = z.infer<typeof DrillNote>;

/** `POST /api/v1/drills/:id/notes`. */
export const NewDrillNote = DrillNote.pick({ kind: true, author: true, text: true }).strict();
export type NewDrillNote = z.infer<typeof NewDrillNote>;

/** `POST /api/v1/drills/:id/inject`. */
export const Injection = z.strictObject({ event: z.string().min(1).max(100), by: Person });
export type Injection = z.infer<typeof Injection>;

/** A drill as the desk shows it. */
export const DrillDetail = DrillSummary.extend({
  muted: z.boolean(),
  /** How long it has rung before it was answered, or until now. */
  rangMs: z.number().nonnegative(),
  /** Who hears the trainee: an engine, `browser` or `typing`; null when nobody can and why is in `problem`. */
  hearing: z.string().nullable(),
  /** Who speaks for the caller: the id of a voice, `browser` or `none`. */
  voice: z.string(),
  /** How it goes with a model's words for the caller; null when they are said as they are written. */
  phrasing: DrillPhrasing.nullable().default(null),
  /** One sentence for people when something that was asked for cannot be had. */
  problem: z.string().nullable(),
  turns: z.array(Turn),
  cad: CadRecord,
  cadEntries: z.array(CadEntry),
  /** What may be chosen in the form. */
  cadChoices: z.object({
    incidents: z.array(z.object({ code: z.string(), title: z.string() })),
    priorities: z.array(z.string()),
  }),
  /** Null above the guided levels. */
  hints: z.array(DrillHint).nullable(),
  notes: z.array(DrillNote),
});
export type DrillDetail = z.infer<typeof DrillDetail>;

/**
 * Messages of the desk. Frames of the microphone come beside them as binary messages, in the form of live sources
 * (`live-frame.ts`, leg 0, `microphoneRateHz`). Who comes back with a `said` of an id that is known is told the turn again.
 * `hold`: the caller hears nothing. `transfer` is noted on the
 * call; the trainee stays on the line until they hang up.
 */
export const FromDesk = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('answer') }),
  /** Typed, or heard by the browser's own recogniser. */
  z.strictObject({
    type: z.literal('said'),
    id: z.string().min(1).max(60),
    text: z.string().min(1).max(4_000),
  }),
  /** Typing, or speaking to the browser's own recogniser, began, or was given up: the caller waits for it a while. */
  z.strictObject({ type: z.literal('speaking'), on: z.boolean() }),
  /** The trainee began to speak over the caller: playing stopped there, and only that much was heard. */
  z.strictObject({
    type: z.literal('cut'),
    utterance: z.int().nonnegative(),
    heardMs: z.number().nonnegative(),
  }),
  z.strictObject({ type: z.literal('hold'), on: z.boolean() }),
  z.strictObject({ type: z.literal('mute'), on: z.boolean() }),
  z.strictObject({ type: z.literal('keypad'), key: z.string().regex(/^[0-9*#]$/) }),
  z.strictObject({ type: z.literal('transfer'), to: z.string().trim().min(1).max(200) }),
  z.strictObject({ type: z.literal('hang_up') }),
  z.strictObject({ type: z.literal('cad'), field: CadRecord.keyof(), value: z.string().max(4_000) }),
]);
export type FromDesk = z.infer<typeof FromDesk>;

/**
 * An utterance of the caller's side, as it begins; its turn follows when it has ended. In a text session there is none:
 * a `partial` without words says that the caller writes.
 */
export const CallerSpeaks = z.object({
  /** Counts up from 0 through the drill. */
  utterance: z.int().nonnegative(),
  kind: z.enum(['speech', 'sound']),
  speaker: z.string(),
  text: z.string(),
  startMs: z.number().nonnegative(),
  durationMs: z.number().nonnegative(),
  /** Its audio follows as one binary message: number of the utterance and rate in hertz (two big-endian 32-bit integers), then signed 16-bit little-endian samples. */
  audio: z.boolean(),
});
export type CallerSpeaks = z.infer<typeof CallerSpeaks>;

/** The number of an utterance that is none: what lies under the call. */
export const backgroundNumber = 0xff_ff_ff_ff;

export const ToDesk = z.discriminatedUnion('type', [
  /** All there is to show: at the start, after a reconnection, and when the phase, hints, entries or notes change. */
  z.object({ type: z.literal('drill'), drill: DrillDetail }),
  z.object({ type: z.literal('speaks'), speaks: CallerSpeaks }),
  /**
   * What lies under the call while nobody speaks. Its audio follows in the form of an utterance's, numbered
   * `backgroundNumber`: it goes round from the drill's beginning on. `atMs`: where the drill is now; null when nothing
   * lies under it any more.
   */
  z.object({ type: z.literal('background'), atMs: z.number().nonnegative().nullable() }),
  /** Stop playing: the caller was cut off or put on hold. */
  z.object({ type: z.literal('hush') }),
  /** Put in at its index; one of the same index is replaced. */
  z.object({ type: z.literal('turn'), turn: Turn }),
  z.object({ type: z.literal('partial'), role: Role, text: z.string() }),
  z.object({ type: z.literal('whisper'), note: DrillNote }),
  /** By the microphone's count of samples: what is safe. */
  z.object({ type: z.literal('ack'), received: z.int().nonnegative() }),
  z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
]);
export type ToDesk = z.infer<typeof ToDesk>;
