import type { DrillState } from '../model/drill.ts';
import type { WatchedEvent } from '../model/drill-watch.ts';
import { factOf, type Playable } from './playable.ts';
import { hasHappened, isTold } from './reveal.ts';
import type { HappeningFormat } from './scenario-format.ts';
import { eventDueMs, openingEvent } from './timeline.ts';

const order: WatchedEvent['state'][] = ['happened', 'due', 'waits', 'prevented'];

/** The timeline of the scenario, its beginning and its end with it: what has happened, then what comes and when. */
export function watchedEvents(state: DrillState, play: Playable): WatchedEvent[] {
  const events = play.format.events.map((event) => watched(event, state, play));
  return [opening(state), ...events, ending(state, play)].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.atMs ?? 0) - (b.atMs ?? 0),
  );
}

function watched(event: HappeningFormat, state: DrillState, play: Playable): WatchedEvent {
  const { id, title, unless, after } = event;
  const happened = state.happened.find((one) => one.event === id);
  const injectable = isInjectable(event, state);
  if (happened) return { event: id, title, state: 'happened', atMs: happened.atMs, because: [], injectable };
  const told = unless.filter((fact) => isTold(fact, state));
  if (told.length > 0)
    return { event: id, title, state: 'prevented', atMs: null, because: titles(told, play), injectable };
  const atMs = eventDueMs(event, state);
  if (atMs !== null)
    return { event: id, title, state: 'due', atMs: Math.max(atMs, state.atMs), because: [], injectable };
  const facts = (after?.facts ?? []).filter((fact) => !isTold(fact, state));
  const events = (after?.events ?? []).filter((one) => !hasHappened(one, state));
  const named = events.map((one) => play.format.events.find((other) => other.id === one)?.title ?? one);
  const because = [...titles(facts, play), ...named];
  return { event: id, title, state: 'waits', atMs: null, because, injectable };
}

/** Whether somebody may bring it about now. */
export function isInjectable({ id }: HappeningFormat, state: DrillState): boolean {
  return state.ended === null && !hasHappened(id, state);
}

function titles(facts: readonly string[], play: Playable): string[] {
  return facts.map((fact) => factOf(fact, play).format.title);
}

function opening({ happened }: DrillState): WatchedEvent {
  const atMs = happened.find(({ event }) => event === openingEvent)?.atMs ?? null;
  return {
    ...{ event: openingEvent, title: 'The caller begins', atMs, injectable: false },
    state: atMs === null ? 'waits' : 'happened',
    because: atMs === null ? ['the greeting'] : [],
  };
}

function ending({ ended }: DrillState, { format }: Playable): WatchedEvent {
  const atMs = ended?.atMs ?? format.ending.atS * 1000;
  return {
    ...{ event: 'ending', title: 'The call is over', atMs, because: [], injectable: false },
    state: ended ? 'happened' : 'due',
  };
}
