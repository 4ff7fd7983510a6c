import type { DrillState } from '../model/drill.ts';
import { isYesNoQuestion, type Listened } from './listen.ts';
import { complianceNeeded, panickedFrom, upsetFrom } from './mood.ts';
import type { Playable, PlayableFact } from './playable.ts';
import type { Occasion } from './speech-format.ts';

/** What stands before a fact: nothing, or what the caller says instead. */
export type Gate = 'open' | Occasion;

/** Facts that are true now and known to whoever has the phone, what matters most first. */
export function trueFacts(state: DrillState, play: Playable): readonly PlayableFact[] {
  const known = play.facts.filter(
    ({ format: { reveal, until, knownBy } }) =>
      !(until && hasHappened(until, state)) &&
      reveal.events.every((event) => hasHappened(event, state)) &&
      (knownBy?.includes(state.speaker) ?? true),
  );
  return [
    ...known.filter(({ format }) => format.critical),
    ...known.filter(({ format }) => !format.critical),
  ];
}

export function isTold(fact: string, state: DrillState): boolean {
  return state.told.some((told) => told.fact === fact);
}

export function hasHappened(event: string, state: DrillState): boolean {
  return state.happened.some((one) => one.event === event);
}

/** Whether a fact that was asked for comes out now; `state` counts this asking already. */
export function gateOf({ id, format }: PlayableFact, state: DrillState, listened: Listened): Gate {
  const { reveal } = format;
  const timesAsked = state.asked[id] ?? 0;
  const { distress, trust } = state.mood;
  if (isTold(id, state)) return 'open';
  if (reveal.facts.some((fact) => !isTold(fact, state))) return 'evades';
  if (trust < reveal.trust) return 'distrust';
  if (distress > reveal.distress) return 'plea';
  const unheard = distress >= upsetFrom ? 'plea' : 'evades';
  if (timesAsked < reveal.times) return unheard;
  if (reveal.withReason && !state.reasoned.includes(id)) return unheard;
  if (reveal.on === 'yes_no' && !isYesNoQuestion(listened)) return 'evades';
  if (reveal.on === 'instruction')
    return state.mood.compliance >= complianceNeeded(state.mood, timesAsked) ? 'open' : 'cannot';
  return distress >= panickedFrom && timesAsked < 2 ? 'plea' : 'open';
}

/** Facts the caller tells unasked when there is room for them. */
export function volunteered(state: DrillState, play: Playable): PlayableFact[] {
  return trueFacts(state, play).filter(({ id, format }) => {
    const { reveal } = format;
    return (
      reveal.on === 'volunteer' &&
      !isTold(id, state) &&
      reveal.facts.every((fact) => isTold(fact, state)) &&
      state.mood.trust >= reveal.trust &&
      state.mood.distress <= reveal.distress
    );
  });
}
