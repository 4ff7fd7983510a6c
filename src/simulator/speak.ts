import { nextRandom } from '../lib/random.ts';
import type { DrillState, ToldFact, Utterance } from '../model/drill.ts';
import { upsetFrom } from './mood.ts';
import { isSound, type Playable, type PlayableFact, personOf } from './playable.ts';
import { isTold } from './reveal.ts';
import type { Occasion, SpeechFormat } from './speech-format.ts';

/** Something to say: words, and the facts that are in them. */
export interface Line {
  text: string;
  facts: readonly string[];
  how: ToldFact['how'];
}

/** What came of an event: the next state and what is heard of it. */
export interface Step {
  state: DrillState;
  said: Utterance[];
  /** From here on what was being said is not heard: the trainee talked over it. */
  cutAtMs: number | null;
}

const betweenLinesMs = 200;
const soundMs = 1500;

/** Chooses a line by the seed, never the same one twice in a row. */
export function choose(
  key: string,
  lines: readonly string[],
  state: DrillState,
): { text: string; state: DrillState } {
  const random = nextRandom(state.random);
  const drawn = Math.floor(random.value * lines.length);
  const place = lines.length > 1 && state.chosen[key] === drawn ? (drawn + 1) % lines.length : drawn;
  const chosen = { ...state.chosen, [key]: place };
  return { text: lines[place]!, state: { ...state, random: random.state, chosen } };
}

/** The line of a fact in the caller's present mood. */
export function factLine(
  { id, format }: PlayableFact,
  how: ToldFact['how'],
  state: DrillState,
): { line: Line; state: DrillState } {
  const isUpset = state.mood.distress >= upsetFrom && format.upset !== undefined;
  const chosen = choose(
    isUpset ? `${id} upset` : id,
    isUpset ? (format.upset as string[]) : format.says,
    state,
  );
  return { line: { text: chosen.text, facts: [id], how }, state: chosen.state };
}

/** An everyday line of whoever has the phone; none of somebody who never speaks. */
export function everydayLine(
  occasion: Occasion,
  state: DrillState,
  play: Playable,
): { line: Line | null; state: DrillState } {
  const speech = speechOf(state, play);
  if (!speech) return { line: null, state };
  const { calm, upset } = speech.says[occasion];
  const lines = state.mood.distress >= upsetFrom ? upset : calm;
  const chosen = choose(`${state.speaker} ${occasion}`, lines, state);
  return { line: { text: chosen.text, facts: [], how: 'won' }, state: chosen.state };
}

export function speechOf(state: DrillState, play: Playable): SpeechFormat | undefined {
  return play.speech.get(personOf(state.speaker, play).talk);
}

/** Says lines one after the other, not before what is being said has ended. */
export function speak(
  lines: readonly Line[],
  fromMs: number,
  state: DrillState,
  play: Playable,
): { state: DrillState; said: Utterance[] } {
  const msPerWord = speechOf(state, play)?.msPerWord ?? 0;
  const said: Utterance[] = [];
  let told = state.told;
  let at = Math.max(fromMs, lastEnd(state) + betweenLinesMs);
  for (const { text, facts, how } of lines) {
    const kind = isSound(text) ? 'sound' : 'speech';
    const endMs = at + (kind === 'sound' ? soundMs : text.split(/\s+/).length * msPerWord);
    const number = state.spoken + said.length;
    said.push({ number, kind, speaker: state.speaker, text, facts: [...facts], startMs: at, endMs });
    told = [
      ...told,
      ...facts.filter((fact) => !isTold(fact, state)).map((fact) => ({ fact, atMs: endMs, how })),
    ];
    at = endMs + betweenLinesMs;
  }
  if (said.length === 0) return { state, said };
  const heardUntilMs = Math.max(state.heardUntilMs, said.at(-1)!.endMs);
  // What is still being said goes on before it.
  const speaking = [...state.speaking.filter(({ endMs }) => endMs > state.atMs), ...said];
  return { state: { ...state, told, speaking, spoken: state.spoken + said.length, heardUntilMs }, said };
}

/**
 * An utterance began at another moment, or takes longer or shorter, than was thought: what it tells is told when it
 * has ended, and what follows it moves along.
 */
export function retimed(
  state: DrillState,
  { utterance, startMs, durationMs }: { utterance: number; startMs: number; durationMs: number },
): DrillState {
  const one = state.speaking.find(({ number }) => number === utterance);
  if (!one) return state;
  const byMs = startMs + durationMs - one.endMs;
  const later = (ms: number) => (ms >= one.endMs ? ms + byMs : ms);
  const tells = new Set(
    state.speaking.filter(({ number }) => number >= utterance).flatMap(({ facts }) => facts),
  );
  const isLast = state.heardUntilMs >= one.endMs && state.speaking.at(-1)!.endMs >= state.heardUntilMs;
  return {
    ...state,
    speaking: state.speaking.map((said) => {
      if (said.number < utterance) return said;
      if (said.number === utterance) return { ...said, startMs, endMs: startMs + durationMs };
      return { ...said, startMs: said.startMs + byMs, endMs: said.endMs + byMs };
    }),
    told: state.told.map((told) => (tells.has(told.fact) ? { ...told, atMs: later(told.atMs) } : told)),
    heardUntilMs: isLast ? later(state.heardUntilMs) : state.heardUntilMs,
    quietUntilMs: later(state.quietUntilMs),
    ended: state.ended && { ...state.ended, atMs: later(state.ended.atMs) },
  };
}

function lastEnd(state: DrillState): number {
  return state.speaking.at(-1)?.endMs ?? -betweenLinesMs;
}

/** A turn of the trainee's in time: when it ended, and when it had been understood, which is never sooner. */
export interface Understanding {
  endMs: number;
  understoodMs: number;
}

/** When this person begins to answer a turn: it takes them a while from its end, less the more upset they are. */
export function answersAtMs(
  { endMs, understoodMs }: Understanding,
  state: DrillState,
  play: Playable,
): number {
  const calm = speechOf(state, play)?.answerMs ?? 1000;
  const pauseMs = calm * (1 - 0.15 * (state.mood.distress - 1));
  // Who called has waited to say why, and need not think.
  const share = state.spoken > 0 ? 1 : 0.5;
  return Math.max(understoodMs, endMs + Math.round(pauseMs * share));
}
