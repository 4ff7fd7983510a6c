import type { Role, Turn } from '../model/call.ts';
import type { MoodMoment } from '../model/debrief.ts';
import type { DrillEvent, DrillState, PlayedDrill, StateAfter, Utterance } from '../model/drill.ts';
import { firstState, isOfLastWords, next } from './caller.ts';
import { outlineOf, type Playable } from './playable.ts';

/** Something that was heard on the line, or will be when its time comes. */
export interface Heard {
  /** The number of the caller's utterance; null for the trainee. */
  utterance: number | null;
  role: Role;
  speaker: string;
  text: string;
  startMs: number;
  endMs: number;
  isSpeech: boolean;
}

/** A drill as far as it has been played: a value, made of the one before and an event. */
export interface Run {
  state: DrillState;
  /** In the order in which it was said. */
  heard: readonly Heard[];
  /** The caller's mind after each turn of the trainee, and when that turn began. */
  after: readonly (Omit<StateAfter, 'turn'> & { startMs: number })[];
  /** How the mood went, whoever moved it. */
  moments: readonly Moment[];
}

/** The mood after something that moved it, or could have. */
export interface Moment extends Pick<MoodMoment, 'atMs' | 'mood' | 'acts' | 'happened'> {
  /** When the turn of the trainee began that did; null for what happened by itself. */
  turnStartMs: number | null;
}

export function firstRun(play: Playable, seed?: number): Run {
  const state = firstState(play, seed);
  const first: Moment = { atMs: 0, mood: state.mood, acts: [], happened: [], turnStartMs: null };
  return { state, heard: [], after: [], moments: [first] };
}

/** The run after an event. Pure: the same events give the same drill. */
export function nextRun(before: Run, event: DrillEvent, play: Playable): Run {
  if (before.state.ended && !isOfLastWords(event)) return before;
  if (event.type !== 'said') return taken(before, event, [], play);
  const run = taken(before, { type: 'time', atMs: event.startMs }, [], play);
  // A turn that comes after the caller is gone is not heard.
  if (run.state.ended) return run;
  const said = taken(run, event, [ownTurn(event)], play);
  return { ...said, after: [...said.after, { ...stateAfter(said.state), startMs: event.startMs }] };
}

function taken(run: Run, event: DrillEvent, own: readonly Heard[], play: Playable): Run {
  const step = next(run.state, event, play);
  const cut = step.cutAtMs === null ? run.heard : cutAt(run.heard, step.cutAtMs);
  const heard = isAboutWords(event) ? cut.map((one) => retimed(one, event, step.state)) : cut;
  const turnStartMs = event.type === 'said' ? event.startMs : null;
  return {
    ...run,
    state: step.state,
    heard: [...heard, ...own, ...step.said.map(heardOf)],
    moments: [...run.moments, ...momentsBetween(run.state, step.state, turnStartMs)],
  };
}

function momentsBetween(before: DrillState, after: DrillState, turnStartMs: number | null): Moment[] {
  const happened = after.happened.filter(({ event }) => !before.happened.some((one) => one.event === event));
  const { mood } = after;
  if (turnStartMs !== null)
    return [
      { atMs: after.atMs, mood, acts: after.acts, happened: happened.map(({ event }) => event), turnStartMs },
    ];
  if (happened.length === 0 && mood.distress === before.mood.distress) return [];
  const atMs = happened.at(-1)?.atMs ?? after.atMs;
  return [{ atMs, mood, acts: [], happened: happened.map(({ event }) => event), turnStartMs }];
}

/** The line is gone: what was being said ends there, and what had not been said to its end was not told. */
export function hushed({ heard, state, ...run }: Run, atMs: number): Run {
  const begun = heard.filter(({ role, startMs }) => role === 'agent' || startMs < atMs);
  const told = state.told.filter((one) => one.atMs <= atMs);
  return { ...run, heard: cutAt(begun, atMs), state: { ...state, told } };
}

function ownTurn({ text, startMs, endMs }: DrillEvent & { type: 'said' }): Heard {
  return { utterance: null, role: 'agent', speaker: 'trainee', text, startMs, endMs, isSpeech: true };
}

function heardOf({ number, kind, speaker, text, startMs, endMs }: Utterance): Heard {
  return {
    utterance: number,
    role: 'customer',
    speaker,
    text,
    startMs,
    endMs,
    isSpeech: kind === 'speech',
  };
}

type AboutWords = DrillEvent & { type: 'spoke' | 'phrased' };

/** Whether it is about the time, or the words, of utterances that are known. */
function isAboutWords(event: DrillEvent): event is AboutWords {
  return event.type === 'spoke' || event.type === 'phrased';
}

function retimed(one: Heard, event: AboutWords, { speaking }: DrillState): Heard {
  const said = speaking.find(({ number }) => number === one.utterance);
  if (!said) return one;
  const isPhrased = event.type === 'phrased' && event.utterance === one.utterance;
  const text = isPhrased ? said.text : one.text;
  return { ...one, text, startMs: said.startMs, endMs: said.endMs };
}

/** Only the words that had been said stay; sounds go on. */
function cutAt(heard: readonly Heard[], atMs: number): Heard[] {
  return heard.flatMap((one): Heard[] => {
    if (one.role === 'agent' || !one.isSpeech || one.endMs <= atMs) return [one];
    const words = one.text.split(/\s+/);
    const kept = Math.floor((words.length * (atMs - one.startMs)) / (one.endMs - one.startMs));
    if (kept < 1) return [];
    return [{ ...one, text: `${words.slice(0, kept).join(' ')} —`, endMs: atMs }];
  });
}

function stateAfter(state: DrillState): Omit<StateAfter, 'turn'> {
  const { atMs, speaker, mood, told, acts, happened } = state;
  return {
    atMs,
    speaker,
    mood,
    told: told.map(({ fact }) => fact),
    acts,
    happened: happened.map(({ event }) => event),
  };
}

/** What was heard as turns, in the order of their beginnings. */
export function turnsOf(heard: readonly Heard[]): Turn[] {
  return [...heard]
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
    .map(({ role, text, startMs, endMs }, index) => ({
      index,
      leg: role === 'agent' ? 0 : 1,
      role,
      startMs: Math.round(startMs),
      endMs: Math.round(endMs),
      text,
      words: [],
      confidence: null,
    }));
}

/** The caller's mind after each turn of the trainee, with the number of that turn. */
export function stepsOf({ after }: Pick<Run, 'after'>, transcript: readonly Turn[]): StateAfter[] {
  const turnAt = (startMs: number) =>
    transcript.findIndex((turn) => turn.role === 'agent' && turn.startMs === Math.round(startMs));
  return after.map(({ startMs, ...one }) => ({ turn: turnAt(startMs), ...one }));
}

/** A run that has ended, as a drill that was played. */
export function playedDrill({ state, heard, after }: Run, play: Playable, unheardTurns = 0): PlayedDrill {
  const transcript = turnsOf(heard);
  const ended = state.ended;
  if (!ended) throw new Error('the drill has not ended');
  return {
    scenario: outlineOf(play),
    source: 'simulated',
    seed: state.seed,
    durationMs: Math.max(ended.atMs, ...transcript.map(({ endMs }) => endMs)),
    transcript,
    states: stepsOf({ after }, transcript),
    ended,
    unheardTurns,
  };
}
