import { z } from 'zod';
import { Role, Turn } from './call.ts';
import {
  Act,
  CadRecord,
  CallerMood,
  DrillScore,
  EndReason,
  ScenarioOutline,
  ScoreItem,
  ToldFact,
} from './drill.ts';

/** A drill at the desk: what the trainee's browser and the server tell each other, and what is left of it afterwards. */

/** voice: spoken both ways. typed: the trainee types, the caller is heard. text: a text session, both write. */
export const DrillMode = z.enum(['voice', 'typed', 'text']);
export type DrillMode = z.infer<typeof DrillMode>;

export const DrillPhase = z.enum(['ringing', 'open', 'held', 'ended']);
export type DrillPhase = z.infer<typeof DrillPhase>;

const mostSeed = 2_147_483_647;

/** Samples a second of the trainee's microphone; the frames themselves do not say. */
export const microphoneRateHz = 16_000;

const Person = z.string().trim().min(1).max(200);

export const StartDrill = z.strictObject({
  scenarioId: z.string(),
  trainee: Person,
  mode: DrillMode.default('typed'),
  /** The scenario's own when absent: the same for a whole class. */
  seed: z.int().nonnegative().max(mostSeed).optional(),
  /** A voice of the list; the default one when absent. `none`: the caller is read, not heard; `browser`: the browser speaks. */
  voice: z.string().max(100).optional(),
  /** The assignment it is a run of. */
  assignmentId: z.uuid().optional(),
});
export type StartDrill = z.infer<typeof StartDrill>;

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

/** `POST /api/v1/drills/:id/sign-off`. */
export const SignOff = z.strictObject({ by: Person, comment: z.string().trim().max(4_000).default('') });
export type SignOff = z.infer<typeof SignOff>;

/** `PUT /api/v1/drills/:id/exemplary`. */
export const ExemplaryMark = z.strictObject({ on: z.boolean() });

/** A drill as lists show it. */
export const DrillSummary = z.object({
  id: z.uuid(),
  scenario: ScenarioOutline,
  mode: DrillMode,
  seed: z.int().nonnegative(),
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

/** A drill as the desk shows it. */
export const DrillDetail = DrillSummary.extend({
  muted: z.boolean(),
  /** How long it has rung before it was answered, or until now. */
  rangMs: z.number().nonnegative(),
  /** Who hears the trainee: an engine, `browser` or `typing`; null when nobody can and why is in `problem`. */
  hearing: z.string().nullable(),
  /** Who speaks for the caller: the id of a voice, `browser` or `none`. */
  voice: z.string(),
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
  /** Events an instructor can make happen now. */
  injectable: z.array(z.object({ event: z.string(), title: z.string() })),
});
export type DrillDetail = z.infer<typeof DrillDetail>;

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

/** A scenario as the list of what can be trained shows it. */
export const ScenarioCard = ScenarioOutline.extend({
  channel: z.enum(['voice', 'text']),
  line: z.enum(['emergency', 'admin', 'alarm', 'service']),
  /** When it is over by itself, after the answer. */
  lastsS: z.number(),
  facts: z.int(),
  criticalFacts: z.int(),
  /** What has to be done, in a few words each. */
  trains: z.array(z.string()),
});
export type ScenarioCard = z.infer<typeof ScenarioCard>;

export const ScenarioList = z.object({ scenarios: z.array(ScenarioCard) });
export type ScenarioList = z.infer<typeof ScenarioList>;

/** A scenario for whoever prepares for it; what its caller knows is not told. */
export const ScenarioDetail = ScenarioCard.extend({
  /** Who has the phone first. */
  caller: z.string(),
  should: z.array(z.string()),
  forbidden: z.array(z.string()),
  clocks: z.array(z.object({ title: z.string(), goalS: z.number() })),
});
export type ScenarioDetail = z.infer<typeof ScenarioDetail>;

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

export const ToDesk = z.discriminatedUnion('type', [
  /** All there is to show: at the start, after a reconnection, and when the phase, hints, entries or notes change. */
  z.object({ type: z.literal('drill'), drill: DrillDetail }),
  z.object({ type: z.literal('speaks'), speaks: CallerSpeaks }),
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

/** A moment of the caller's mind, and the trainee's turn that brought it about. */
export const MoodMoment = z.object({
  atMs: z.number().nonnegative(),
  mood: CallerMood,
  /** Index in the transcript; null for what the timeline or silence did. */
  turn: z.int().nonnegative().nullable(),
  acts: z.array(Act),
  happened: z.array(z.string()),
});
export type MoodMoment = z.infer<typeof MoodMoment>;

export const FactOutcome = z.object({
  fact: z.string(),
  title: z.string(),
  critical: z.boolean(),
  state: z.enum(['won', 'volunteered', 'missed', 'not reachable']),
  atMs: z.number().nonnegative().nullable(),
  value: z.string(),
  /** A question that would have brought it out. */
  ask: z.string().nullable(),
});
export type FactOutcome = z.infer<typeof FactOutcome>;

export const CadComparison = z.object({
  field: CadRecord.keyof(),
  title: z.string(),
  expected: z.string().nullable(),
  given: z.string(),
  /** When it was last changed. */
  atMs: z.number().nonnegative().nullable(),
  points: z.number().min(0).max(1).nullable(),
  reason: z.string(),
});
export type CadComparison = z.infer<typeof CadComparison>;

/** One run beside another: the same parts, so that they can be laid over each other. */
export const RunToCompare = z.object({
  drillId: z.uuid().nullable(),
  title: z.string(),
  at: z.iso.datetime().nullable(),
  total: z.number(),
  result: DrillScore.shape.result,
  parts: z.array(z.object({ id: z.string(), points: z.number().nullable() })),
  course: z.array(MoodMoment.pick({ atMs: true }).extend({ distress: z.number() })),
});
export type RunToCompare = z.infer<typeof RunToCompare>;

export const Debrief = z.object({
  drill: DrillDetail,
  score: DrillScore,
  facts: z.array(FactOutcome),
  clocks: z.array(ScoreItem),
  course: z.array(MoodMoment),
  forbidden: z.array(ScoreItem),
  cad: z.array(CadComparison),
  told: z.array(ToldFact),
  /** The trainee's earlier runs of this scenario, newest first. */
  earlier: z.array(RunToCompare),
  /** A run an instructor marked as exemplary, else one made of the scenario's own questions. */
  exemplary: RunToCompare.nullable(),
});
export type Debrief = z.infer<typeof Debrief>;

/** How the caller can sound. */
export const VoiceOutline = z.object({
  id: z.string(),
  title: z.string(),
  engine: z.string(),
  language: z.string(),
  available: z.boolean(),
  /** What to do to have it. */
  problem: z.string().nullable(),
});
export type VoiceOutline = z.infer<typeof VoiceOutline>;

export const VoiceList = z.object({ voices: z.array(VoiceOutline) });
export type VoiceList = z.infer<typeof VoiceList>;
