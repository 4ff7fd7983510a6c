import type { DrillState, Utterance } from '../model/drill.ts';
import { firstMood, shaken } from './mood.ts';
import { type Playable, personOf } from './playable.ts';
import { hasHappened, isTold } from './reveal.ts';
import type { HappeningFormat } from './scenario-format.ts';
import { choose, everydayLine, type Line, speak, speechOf } from './speak.ts';

/** The caller begins by themselves when nobody answers with a word. */
const openingMs = 4000;
/** After so long a silence the caller asks whether anybody is there. */
const silenceMs = 9000;
/** So much longer in a text session, or when the trainee has said why it is quiet. */
const textSlower = 4;
const toldSlower = 4;
const saidToWait = ['stays', 'holds_politely'];
const mostPrompts = 3;
/** So long a caller lets somebody speak, or type, before the silence counts. */
const longestWaitMs = 20_000;
/** Whoever loses patience hangs up so long after asking the last time. */
const givesUpMs = 20_000;

export const openingEvent = 'opening';

interface Due {
  atMs: number;
  happens(state: DrillState): { state: DrillState; said: Utterance[] };
}

/** Lets time go by up to a moment: what the timeline holds happens, and silences are broken. */
export function advance(
  from: DrillState,
  toMs: number,
  play: Playable,
): { state: DrillState; said: Utterance[] } {
  let state = from;
  const said: Utterance[] = [];
  while (!state.ended) {
    const next = nextDue(state, play);
    if (!next || next.atMs > toMs) break;
    const step = next.happens({ ...state, atMs: Math.max(state.atMs, next.atMs) });
    state = step.state;
    said.push(...step.said);
  }
  return { state: { ...state, atMs: Math.max(state.atMs, toMs) }, said };
}

/** When something happens next by itself; undefined when nothing does. */
export function nextDueMs(state: DrillState, play: Playable): number | undefined {
  return state.ended ? undefined : nextDue(state, play)?.atMs;
}

function nextDue(state: DrillState, play: Playable): Due | undefined {
  const due = [...events(state, play), ...silences(state, play), theEnd(play)];
  return due.reduce<Due | undefined>(
    (first, one) => (first && first.atMs <= one.atMs ? first : one),
    undefined,
  );
}

function events(state: DrillState, play: Playable): Due[] {
  return play.format.events.flatMap((event): Due[] => {
    if (hasHappened(event.id, state) || event.unless.some((fact) => isTold(fact, state))) return [];
    const atMs = eventDueMs(event, state);
    return atMs === null ? [] : [{ atMs, happens: (now) => happen(event, atMs, now, play) }];
  });
}

/** When an event is due; null while what it waits for is not there. */
export function eventDueMs({ atS, after }: HappeningFormat, state: DrillState): number | null {
  const times = atS === undefined ? [] : [atS * 1000];
  for (const fact of after?.facts ?? []) {
    const told = state.told.find((one) => one.fact === fact);
    if (!told) return null;
    times.push(told.atMs + after!.delayS * 1000);
  }
  for (const event of after?.events ?? []) {
    const happened = state.happened.find((one) => one.event === event);
    if (!happened) return null;
    times.push(happened.atMs + after!.delayS * 1000);
  }
  return Math.max(...times);
}

/** Makes an event of the timeline happen now, due or not; nothing when it is none, or has happened. */
export function bringAbout(
  id: string,
  atMs: number,
  before: DrillState,
  play: Playable,
): { state: DrillState; said: Utterance[] } {
  const step = advance(before, atMs, play);
  const event = play.format.events.find((one) => one.id === id);
  if (!event || step.state.ended || hasHappened(id, step.state)) return step;
  const happened = happen(event, atMs, step.state, play);
  return { state: happened.state, said: [...step.said, ...happened.said] };
}

function happen(
  event: HappeningFormat,
  atMs: number,
  before: DrillState,
  play: Playable,
): { state: DrillState; said: Utterance[] } {
  let state: DrillState = { ...before, happened: [...before.happened, { event: event.id, atMs }] };
  if (event.speaker && event.speaker !== state.speaker) state = handedTo(event.speaker, state, play);
  state = { ...state, mood: shaken(state.mood, event.distress, personOf(state.speaker, play)) };
  // On a dropped line things happen unheard.
  const spoken =
    event.says && state.line === 'open'
      ? sayOneOf(event.id, event.says, event.facts, atMs, state, play)
      : { state, said: [] };
  state = spoken.state;
  const fromMs = Math.max(atMs, state.heardUntilMs);
  if (event.quietS > 0) state = { ...state, quietUntilMs: fromMs + event.quietS * 1000 };
  if (event.line === 'drops') state = { ...state, line: 'dropped' };
  if (event.line === 'ends') state = { ...state, ended: { reason: 'ran_its_course', atMs: fromMs } };
  return { state, said: spoken.said };
}

function sayOneOf(
  key: string,
  lines: readonly string[],
  facts: readonly string[],
  atMs: number,
  state: DrillState,
  play: Playable,
) {
  const chosen = choose(key, lines, state);
  return speak([{ text: chosen.text, facts, how: 'volunteered' }], atMs, chosen.state, play);
}

/** Another person has the phone: their mood, and nothing of what moved the one before. */
function handedTo(speaker: string, state: DrillState, play: Playable): DrillState {
  const mood = firstMood(personOf(speaker, play), state.seed);
  return { ...state, speaker, mood };
}

function silences(state: DrillState, play: Playable): Due[] {
  if (state.line === 'dropped') return [];
  const waitsUntil = state.waitingSinceMs === null ? 0 : state.waitingSinceMs + longestWaitMs;
  if (!hasHappened(openingEvent, state)) {
    const atMs = Math.max(openingMs, waitsUntil);
    return [{ atMs, happens: (now) => opens(atMs, now, play) }];
  }
  if (!speechOf(state, play)) return [];
  const knowsWhy = state.spent.some((act) => saidToWait.includes(act));
  const slower = play.format.channel === 'text' ? textSlower : knowsWhy ? toldSlower : 1;
  const since = Math.max(state.heardUntilMs, state.quietUntilMs, waitsUntil);
  if (state.prompts < mostPrompts) {
    const atMs = since + silenceMs * slower;
    return [{ atMs, happens: (now) => asksIntoSilence(atMs, now, play) }];
  }
  if (personOf(state.speaker, play).patience === undefined) return [];
  const atMs = since + givesUpMs * slower;
  return [{ atMs, happens: (now) => hangsUp(atMs, now, play) }];
}

function asksIntoSilence(atMs: number, before: DrillState, play: Playable) {
  const { line, state } = everydayLine('silence', { ...before, prompts: before.prompts + 1 }, play);
  return speak(line ? [line] : [], atMs, state, play);
}

/** The caller's first words. */
export function opens(atMs: number, before: DrillState, play: Playable) {
  const { line, state } = openingLine(atMs, before, play);
  return speak([line], atMs, state, play);
}

export function openingLine(
  atMs: number,
  before: DrillState,
  play: Playable,
): { line: Line; state: DrillState } {
  const { says, facts } = play.format.opening;
  const { text, state } = choose(openingEvent, says, before);
  const happened = [...state.happened, { event: openingEvent, atMs }];
  return { line: { text, facts, how: 'volunteered' }, state: { ...state, happened } };
}

export function hangsUp(atMs: number, before: DrillState, play: Playable) {
  const { line, state } = everydayLine('hangs_up', before, play);
  const spoken = speak(line ? [line] : [], atMs, state, play);
  const endMs = Math.max(atMs, spoken.state.heardUntilMs);
  return { ...spoken, state: { ...spoken.state, ended: { reason: 'caller_hung_up' as const, atMs: endMs } } };
}

/** Help is there, or the matter is over. */
function theEnd(play: Playable): Due {
  const { atS, says } = play.format.ending;
  return {
    atMs: atS * 1000,
    happens(before) {
      const spoken =
        says && before.line === 'open'
          ? sayOneOf('ending', says, [], atS * 1000, before, play)
          : { state: before, said: [] };
      const atMs = Math.max(atS * 1000, spoken.state.heardUntilMs);
      return { ...spoken, state: { ...spoken.state, ended: { reason: 'ran_its_course', atMs } } };
    },
  };
}
