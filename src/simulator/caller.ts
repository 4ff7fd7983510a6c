import type { DrillEvent, DrillState } from '../model/drill.ts';
import { isBackchannel, isYesNoQuestion, listen } from './listen.ts';
import { firstMood, moved, weighActs } from './mood.ts';
import { rephrased } from './phrasing/rephrased.ts';
import { type Playable, personOf } from './playable.ts';
import { replyTo } from './reply.ts';
import { hasHappened } from './reveal.ts';
import {
  answersAtMs,
  everydayLine,
  type Line,
  retimed,
  type Step,
  speak,
  type Understanding,
} from './speak.ts';
import { advance, bringAbout, hangsUp, openingEvent, opens } from './timeline.ts';
import { requestWords, type Understood, understand } from './trainee.ts';

/** How far a turn may reach into the one before without cutting it off. */
const overlapMs = 300;

/** A drill before anybody has said a word. */
export function firstState(play: Playable, seed: number = play.format.seed): DrillState {
  const { id, caller } = play.format;
  return {
    scenarioId: id,
    seed,
    random: seed >>> 0,
    atMs: 0,
    speaker: caller,
    mood: firstMood(personOf(caller, play), seed),
    told: [],
    asked: {},
    reasoned: [],
    happened: [],
    quietUntilMs: 0,
    line: 'open',
    speaking: [],
    spoken: 0,
    interrupted: false,
    waitingSinceMs: null,
    heardUntilMs: 0,
    prompts: 0,
    faults: 0,
    traineeTurns: 0,
    spent: [],
    requests: {},
    chosen: {},
    acts: [],
    ended: null,
  };
}

/**
 * The caller's mind: what becomes of a drill by an event. Pure; all chance comes from the seed in the state.
 *
 *   trainee's words ─▶ acts (rules of analysis) ─▶ mood ─▶ which facts come out ─▶ words
 */
export function next(state: DrillState, event: DrillEvent, play: Playable): Step {
  if (state.ended && !isOfLastWords(event)) return { state, said: [], cutAtMs: null };
  switch (event.type) {
    case 'time':
      return { ...advance(state, event.atMs, play), cutAtMs: null };
    case 'injected':
      return { ...bringAbout(event.event, event.atMs, state, play), cutAtMs: null };
    case 'stopped': {
      const step = advance(state, event.atMs, play);
      const ended = step.state.ended ?? { reason: event.reason ?? 'stopped', atMs: event.atMs };
      return { ...step, state: { ...step.state, ended }, cutAtMs: null };
    }
    case 'speaking': {
      const step = advance(state, event.atMs, play);
      const waitingSinceMs = event.on ? (step.state.waitingSinceMs ?? event.atMs) : null;
      return { ...step, state: { ...step.state, waitingSinceMs }, cutAtMs: null };
    }
    case 'spoke':
      return { state: retimed(state, event), said: [], cutAtMs: null };
    case 'phrased':
      return { state: rephrased(state, event, play), said: [], cutAtMs: null };
    case 'cut':
      return isSpokenOver(state, event, play);
    case 'said':
      return hears(state, event, play);
  }
}

/** What the caller says last sounds, and can be spoken over, when the drill is decided. */
export function isOfLastWords({ type }: DrillEvent): boolean {
  return type === 'spoke' || type === 'cut' || type === 'phrased';
}

/** The trainee speaks over an utterance; what was all but said to its end was heard. */
function isSpokenOver(
  state: DrillState,
  { utterance, heardMs }: Extract<DrillEvent, { type: 'cut' }>,
  play: Playable,
): Step {
  const one = state.speaking.find(({ number }) => number === utterance);
  const atMs = one ? one.startMs + heardMs : 0;
  if (!one || one.kind === 'sound' || atMs >= one.endMs - overlapMs)
    return { state, said: [], cutAtMs: null };
  return { state: { ...cutOff(state, atMs, play), interrupted: true }, said: [], cutAtMs: atMs };
}

function hears(from: DrillState, event: Extract<DrillEvent, { type: 'said' }>, play: Playable): Step {
  const before = advance(from, event.startMs, play);
  if (before.state.ended) return { ...before, cutAtMs: null };
  const listened = listen(event.text);
  const isLive = event.heardAtMs !== undefined;
  const talksOver = isLive ? before.state.interrupted : isTalkedOver(before.state, event.startMs);
  const isHeardOver = listened !== null && talksOver && !isBackchannel(listened);
  const isCut = isHeardOver && !isLive;
  let state = isCut ? cutOff(before.state, event.startMs, play) : before.state;
  const cutAtMs = isCut ? event.startMs : null;
  const turn = { endMs: event.endMs, understoodMs: Math.max(event.endMs, event.heardAtMs ?? 0) };
  const after = {
    atMs: Math.max(state.atMs, event.endMs),
    heardUntilMs: Math.max(state.heardUntilMs, event.endMs),
    prompts: 0,
    interrupted: false,
    waitingSinceMs: null,
  };
  if (!listened) {
    const step = hearsNothing({ ...state, ...after, acts: [] }, turn, play);
    return { state: step.state, said: [...before.said, ...step.said], cutAtMs };
  }
  const wasTalkedOver = isHeardOver && (isLive || state.speaking.length > 0);
  const understood = understand(listened, event.startMs, wasTalkedOver, state, play);
  state = { ...takenIn(understood, state, play), ...after, traineeTurns: state.traineeTurns + 1 };
  const step = answers(understood, state, turn, play);
  return { state: step.state, said: [...before.said, ...step.said], cutAtMs };
}

/** A turn without a word in it: the caller begins, or asks whether anybody is there. */
function hearsNothing(before: DrillState, turn: Understanding, play: Playable): Pick<Step, 'state' | 'said'> {
  const { understoodMs } = turn;
  if (before.line === 'dropped' || understoodMs < before.quietUntilMs) return { state: before, said: [] };
  if (!hasHappened(openingEvent, before)) return opens(understoodMs, before, play);
  const { line, state } = everydayLine('silence', before, play);
  return speak(line ? [line] : [], answersAtMs(turn, state, play), state, play);
}

function isTalkedOver({ speaking }: DrillState, startMs: number): boolean {
  return speaking.some(({ kind, endMs }) => kind === 'speech' && startMs < endMs - overlapMs);
}

/** What had not been said to its end was not told; first words that had not begun are still to come. */
function cutOff(state: DrillState, atMs: number, play: Playable): DrillState {
  const speaking = state.speaking.filter(({ startMs }) => startMs < atMs);
  const unbegun = state.speaking.filter(({ startMs }) => startMs >= atMs);
  const isOpening = unbegun.some(({ written, text }) => play.format.opening.says.includes(written ?? text));
  return {
    ...state,
    happened: isOpening ? state.happened.filter(({ event }) => event !== openingEvent) : state.happened,
    told: state.told.filter((told) => told.atMs <= atMs),
    speaking: speaking.map((one) => ({ ...one, endMs: Math.min(one.endMs, atMs) })),
    heardUntilMs: Math.min(state.heardUntilMs, atMs),
  };
}

/** The state after the turn has been taken in: acts, mood, what was asked for how often. */
function takenIn(understood: Understood, state: DrillState, play: Playable): DrillState {
  const { listened, wanted } = understood;
  const acts = weighActs(understood.acts, state, play.acts);
  const asked = { ...state.asked };
  for (const { id } of wanted) asked[id] = (asked[id] ?? 0) + 1;
  const words = requestWords(listened);
  const hasReason = understood.acts.includes('gives_reason');
  return {
    ...state,
    acts,
    mood: moved(state.mood, acts, personOf(state.speaker, play)),
    asked,
    reasoned: hasReason ? [...new Set([...state.reasoned, ...wanted.map(({ id }) => id)])] : state.reasoned,
    faults: state.faults + acts.filter(({ fault }) => fault).length,
    spent: [...new Set([...state.spent, ...acts.map(({ id }) => id)])],
    requests: { ...state.requests, ...Object.fromEntries(wanted.map(({ id }) => [id, words])) },
  };
}

function answers(
  understood: Understood,
  before: DrillState,
  turn: Understanding,
  play: Playable,
): Pick<Step, 'state' | 'said'> {
  const { understoodMs } = turn;
  if (before.line === 'dropped' && !understood.acts.includes('calls_back'))
    return { state: before, said: [] };
  const state: DrillState = { ...before, line: 'open' };
  if (understood.acts.includes('ends_call'))
    return { state: { ...state, ended: { reason: 'trainee_ended', atMs: understoodMs } }, said: [] };
  const { patience } = personOf(state.speaker, play);
  if (patience !== undefined && state.faults >= patience)
    return hangsUp(answersAtMs(turn, state, play), state, play);
  if (understoodMs < state.quietUntilMs && !isYesNoQuestion(understood.listened)) return { state, said: [] };
  const reply = replyTo(understood, state, play);
  const lines = understoodMs < state.quietUntilMs ? reply.lines.filter(isShort) : reply.lines;
  return speak(lines, answersAtMs(turn, state, play), reply.state, play);
}

const mostWordsWhileQuiet = 3;

/** All that can be said while somebody listens. */
function isShort({ text }: Line): boolean {
  return text.split(/\s+/).length <= mostWordsWhileQuiet;
}
