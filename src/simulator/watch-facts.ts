import type { DrillState } from '../model/drill.ts';
import type { FactNeed, WatchedFact } from '../model/drill-watch.ts';
import { complianceNeeded, panickedFrom } from './mood.ts';
import { factOf, type Playable, type PlayableFact, personOf } from './playable.ts';
import { hasHappened, isTold } from './reveal.ts';

/** Every fact of the scenario with what has become of it, and what still stands before it. */
export function watchedFacts(state: DrillState, play: Playable): WatchedFact[] {
  return play.facts.map((fact) => {
    const { id, format } = fact;
    const { title, critical, value, until, reveal, ask } = format;
    const told = state.told.find((one) => one.fact === id);
    const isPast = until !== undefined && hasHappened(until, state);
    return {
      ...{ fact: id, title, critical, value, by: reveal.on, ask: ask ?? null },
      state: told?.how ?? (isPast ? 'past' : 'withheld'),
      atMs: told?.atMs ?? null,
      needs: told || isPast ? [] : needsOf(fact, state, play),
      asked: state.asked[id] ?? 0,
    };
  });
}

/** What `gateOf` will ask when the trainee asks next, in words. */
function needsOf({ id, format }: PlayableFact, state: DrillState, play: Playable): FactNeed[] {
  const { reveal, knownBy } = format;
  const { mood } = state;
  const needs: FactNeed[] = [];
  const need = (text: string, met: boolean) => needs.push({ text, met });
  if (knownBy) {
    const who = knownBy.map((person) => personOf(person, play).role).join(' or ');
    need(`who has the phone: ${who}`, knownBy.includes(state.speaker));
  }
  for (const event of reveal.events)
    need(`has happened: ${eventTitle(event, play)}`, hasHappened(event, state));
  for (const fact of reveal.facts)
    need(`is told before: ${factOf(fact, play).format.title}`, isTold(fact, state));
  if (reveal.trust > 0)
    need(`trust of at least ${reveal.trust}, it is ${mood.trust}`, mood.trust >= reveal.trust);
  if (reveal.distress < 5)
    need(`distress of at most ${reveal.distress}, it is ${mood.distress}`, mood.distress <= reveal.distress);
  if (reveal.on === 'volunteer') return needs;
  const asked = state.asked[id] ?? 0;
  if (reveal.times > 1) need(`is asked ${reveal.times} times, so far ${asked}`, asked + 1 >= reveal.times);
  if (reveal.withReason) need('is asked with a reason', state.reasoned.includes(id));
  if (reveal.on === 'instruction') {
    const least = hundredths(complianceNeeded(mood, asked + 1));
    need(`compliance of at least ${least}, it is ${mood.compliance}`, mood.compliance >= least);
  } else if (mood.distress >= panickedFrom)
    need(`is asked twice while distress is ${panickedFrom} or more`, asked >= 1);
  return needs;
}

function eventTitle(id: string, { format }: Playable): string {
  return format.events.find((event) => event.id === id)?.title ?? id;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
