import { z } from 'zod';
import { Kind, Turn } from './call.ts';
import { Evaluation, Evidence, Finding } from './judgement.ts';

/** How hard a scenario is: 1 guided, 2 basic, 3 standard, 4 stress, 5 surge, 6 assessment. */
export const Level = z.int().min(1).max(6);
export type Level = z.infer<typeof Level>;

export const ScenarioOutline = z.object({
  id: z.string(),
  title: z.string(),
  kind: Kind,
  level: Level,
  summary: z.string(),
  seed: z.int().nonnegative(),
});
export type ScenarioOutline = z.infer<typeof ScenarioOutline>;

/** Something heard from the caller's side: words, or a sound that words in brackets describe. */
export const Utterance = z.object({
  /** Counts up from 0 through the drill. */
  number: z.int().nonnegative(),
  kind: z.enum(['speech', 'sound']),
  /** Which person of the scenario. */
  speaker: z.string(),
  text: z.string(),
  /** Its line in the scenario, when it was put into other words. */
  written: z.string().optional(),
  /** Ids of the facts it tells. */
  facts: z.array(z.string()),
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
});
export type Utterance = z.infer<typeof Utterance>;

export const ToldFact = z.object({
  fact: z.string(),
  /** When it had been said to its end. */
  atMs: z.number().nonnegative(),
  /** `won`: the trainee asked or instructed; `volunteered`: it came unasked. */
  how: z.enum(['won', 'volunteered']),
});
export type ToldFact = z.infer<typeof ToldFact>;

/** How the caller's mind stands; the scale of distress is 1 (normal talk) to 5 (beyond reach), as ECCS has it. */
export const CallerMood = z.object({
  distress: z.number().min(1).max(5),
  trust: z.number().min(0).max(5),
  /** The chance that an instruction is followed: 0 to 1, from distress, trust and fatigue. */
  compliance: z.number().min(0).max(1),
  fatigue: z.number().min(0).max(1),
});
export type CallerMood = z.infer<typeof CallerMood>;

export const EndReason = z.enum(['ran_its_course', 'caller_hung_up', 'trainee_ended', 'stopped']);
export type EndReason = z.infer<typeof EndReason>;

/** What the trainee did in one turn, by the acts of the pack, and what it moved. */
export const Act = z.object({
  id: z.string(),
  /** Counts against the trainee. */
  fault: z.boolean(),
  distress: z.number(),
  trust: z.number(),
});
export type Act = z.infer<typeof Act>;

/** All there is to know of a drill that is under way. A value: the next one is made of it and an event. */
export const DrillState = z.object({
  scenarioId: z.string(),
  seed: z.int().nonnegative(),
  /** Where the generator of choices stands. */
  random: z.int().nonnegative(),
  atMs: z.number().nonnegative(),
  speaker: z.string(),
  mood: CallerMood,
  told: z.array(ToldFact),
  /** How often each fact was asked for in vain or not. */
  asked: z.record(z.string(), z.int().positive()),
  /** Facts that were asked for with a reason, or by yes or no. */
  reasoned: z.array(z.string()),
  /** Events of the timeline that have happened, and when. */
  happened: z.array(z.object({ event: z.string(), atMs: z.number().nonnegative() })),
  /** Until when the caller cannot speak. */
  quietUntilMs: z.number().nonnegative(),
  line: z.enum(['open', 'dropped']),
  /** What was said last from the caller's side, while it may still be talked over. */
  speaking: z.array(Utterance),
  /** How many utterances there have been. */
  spoken: z.int().nonnegative(),
  /** The caller was cut off, and nobody has said yet by what. */
  interrupted: z.boolean(),
  /** Since when the trainee has been speaking or typing what is not known yet: the caller waits for it. */
  waitingSinceMs: z.number().nonnegative().nullable(),
  /** When anybody was last heard. */
  heardUntilMs: z.number().nonnegative(),
  /** How often the caller asked into a silence since the trainee last spoke. */
  prompts: z.int().nonnegative(),
  faults: z.int().nonnegative(),
  traineeTurns: z.int().nonnegative(),
  /** Acts that count only once in a drill and are spent. */
  spent: z.array(z.string()),
  /** The words of the last request for each fact, to know it when it comes again. */
  requests: z.record(z.string(), z.array(z.string())),
  /** The line last chosen of each choice. */
  chosen: z.record(z.string(), z.int().nonnegative()),
  acts: z.array(Act),
  ended: z.object({ reason: EndReason, atMs: z.number().nonnegative() }).nullable(),
});
export type DrillState = z.infer<typeof DrillState>;

const At = z.number().nonnegative();

/** What can happen to a drill: the trainee speaks, time goes by, the trainee leaves. */
export const DrillEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('said'),
    text: z.string(),
    startMs: At,
    endMs: At,
    /**
     * In a drill that goes on now: when it was understood. It is answered no sooner, and cuts nobody off by itself:
     * `cut` has said so before.
     */
    heardAtMs: At.optional(),
  }),
  /** The trainee begins, or ceases, to speak or type something that is not known yet. */
  z.object({ type: z.literal('speaking'), atMs: At, on: z.boolean() }),
  /** An utterance began, and how long it really takes. */
  z.object({ type: z.literal('spoke'), utterance: z.int().nonnegative(), startMs: At, durationMs: At }),
  /** An utterance that has not begun is said in other words. */
  z.object({ type: z.literal('phrased'), utterance: z.int().nonnegative(), text: z.string(), atMs: At }),
  /** Only so much of an utterance was heard: the trainee spoke over it. */
  z.object({ type: z.literal('cut'), utterance: z.int().nonnegative(), heardMs: At }),
  z.object({ type: z.literal('time'), atMs: At }),
  /** An instructor makes an event of the timeline happen now. */
  z.object({ type: z.literal('injected'), event: z.string(), atMs: At }),
  z.object({ type: z.literal('stopped'), atMs: At, reason: EndReason.optional() }),
]);
export type DrillEvent = z.infer<typeof DrillEvent>;

const TurnText = z.string().min(1).max(4000);
/** What the trainee says in a prepared drill; without a time, shortly after the caller has spoken. */
export const TraineeTurn = z.union([
  TurnText,
  z.strictObject({ text: TurnText, atMs: z.number().nonnegative().optional() }),
]);
export type TraineeTurn = z.infer<typeof TraineeTurn>;
export const TraineeTurns = z.array(TraineeTurn).min(1).max(500);

/** What a trainee enters into dispatch: compared with the scenario's own record. */
export const CadRecord = z.strictObject({
  location: z.string().default(''),
  callback: z.string().default(''),
  incident: z.string().default(''),
  priority: z.string().default(''),
  /** Who was sent, or asked for. */
  units: z.string().default(''),
  narrative: z.string().default(''),
});
export type CadRecord = z.infer<typeof CadRecord>;

/** One thing a part of the score looked at. */
export const ScoreItem = z.object({
  id: z.string(),
  title: z.string(),
  /** `won`, `volunteered`, `missed`, `done`, `late`, `not reached` … */
  state: z.string(),
  /** What it earned, 0 to 1; null when it does not count. */
  points: z.number().min(0).max(1).nullable(),
  reason: z.string(),
  evidence: z.array(Evidence),
});
export type ScoreItem = z.infer<typeof ScoreItem>;

export const ScorePart = z.object({
  id: z.enum(['facts', 'steps', 'scorecard', 'clocks', 'manner', 'cad', 'closing']),
  title: z.string(),
  /** Its share of the total as documented, of 100. */
  weight: z.number(),
  /** 0 to 1; null when the drill has nothing for it, and the other parts then share its weight. */
  points: z.number().min(0).max(1).nullable(),
  reason: z.string(),
  items: z.array(ScoreItem),
});
export type ScorePart = z.infer<typeof ScorePart>;

export const DrillScore = z.object({
  /** 0 to 100, two decimals. */
  total: z.number().min(0).max(100),
  /** Not met below the bar, and whatever the total when something critical happened. */
  result: z.enum(['met', 'not met']),
  parts: z.array(ScorePart),
  /** Critical acts that were done, or steps whose absence is critical. */
  critical: z.array(ScoreItem),
  /** The same evaluations a real call gets; first that of the main scorecard. */
  evaluations: z.array(Evaluation),
  findings: z.array(Finding),
});
export type DrillScore = z.infer<typeof DrillScore>;

/** The caller's state as it was after one of the trainee's turns. */
export const StateAfter = z.object({
  turn: z.int().nonnegative(),
  atMs: z.number().nonnegative(),
  speaker: z.string(),
  mood: CallerMood,
  told: z.array(z.string()),
  acts: z.array(Act),
  happened: z.array(z.string()),
});
export type StateAfter = z.infer<typeof StateAfter>;

/** A drill that has been played: a call like any other, and how it came about. */
export const PlayedDrill = z.object({
  scenario: ScenarioOutline,
  source: z.literal('simulated'),
  seed: z.int().nonnegative(),
  durationMs: z.number().nonnegative(),
  transcript: z.array(Turn),
  states: z.array(StateAfter),
  ended: z.object({ reason: EndReason, atMs: z.number().nonnegative() }),
  /** Turns of the trainee that came after the end and were not played. */
  unheardTurns: z.int().nonnegative(),
});
export type PlayedDrill = z.infer<typeof PlayedDrill>;
