import { nextRandom } from '../lib/random.ts';
import type { Act, CallerMood, DrillState } from '../model/drill.ts';
import { type ActBook, movesOf } from './acts.ts';
import type { PersonFormat } from './scenario-format.ts';

/** One turn moves distress and trust by no more than this. */
const mostPerTurn = 1;
const fatiguePerTurn = 0.02;
const fatiguePerFault = 0.05;

/** From here on a caller speaks in fragments, tells one thing at a time and hears no long sentence. */
export const upsetFrom = 4;
/** From here on a question is taken in only when it comes again. */
export const panickedFrom = 4.5;

export function firstMood(person: PersonFormat, seed: number): CallerMood {
  return withCompliance({
    distress: firstDistress(person, seed),
    trust: person.trust,
    fatigue: 0,
    compliance: 0,
  });
}

/** How upset a person is at the start: as written, or in half steps of the range by the seed of the drill. */
export function firstDistress({ distress }: PersonFormat, seed: number): number {
  if (typeof distress === 'number') return distress;
  const halves = Math.floor((distress.to - distress.from) * 2) + 1;
  return distress.from + Math.floor(nextRandom(seed).value * halves) / 2;
}

/** The acts of a turn with what each moves: none below the distress from which it counts, none that is spent. */
export function weighActs(ids: readonly string[], state: DrillState, book: ActBook): Act[] {
  return ids.flatMap((id): Act[] => {
    const { distress, trust, fault, once, fromDistress } = movesOf(id, book);
    const counts = state.mood.distress >= fromDistress && !(once && state.spent.includes(id));
    return counts ? [{ id, fault, distress, trust }] : [];
  });
}

/** The mood after a turn. */
export function moved(mood: CallerMood, acts: readonly Act[], person: PersonFormat): CallerMood {
  const sum = (key: 'distress' | 'trust') =>
    clamp(
      acts.reduce((total, act) => total + act[key], 0),
      -mostPerTurn,
      mostPerTurn,
    );
  const faults = acts.filter(({ fault }) => fault).length;
  return withCompliance({
    distress: clamp(mood.distress + sum('distress'), person.floor, 5),
    trust: clamp(mood.trust + sum('trust'), 0, 5),
    fatigue: clamp(mood.fatigue + fatiguePerTurn + fatiguePerFault * faults, 0, 1),
    compliance: 0,
  });
}

/** What something in the scene does to whoever is on the phone. */
export function shaken(mood: CallerMood, by: number, person: PersonFormat): CallerMood {
  return withCompliance({ ...mood, distress: clamp(mood.distress + by, person.floor, 5) });
}

/** The mood with another trust. */
export function trusting(mood: CallerMood, trust: number): CallerMood {
  return withCompliance({ ...mood, trust: clamp(trust, 0, 5) });
}

const steps = 100;

function withCompliance(mood: CallerMood): CallerMood {
  const { distress, trust, fatigue } = mood;
  const compliance = clamp(0.2 + 0.1 * trust + 0.1 * (3 - distress) - 0.2 * fatigue, 0, 1);
  const round = (value: number) => Math.round(value * steps) / steps;
  return {
    distress: round(distress),
    trust: round(trust),
    fatigue: round(fatigue),
    compliance: round(compliance),
  };
}

/** The compliance an instruction needs: more with distress, less each time it comes again. */
export function complianceNeeded({ distress }: CallerMood, timesAsked: number): number {
  return 0.15 + 0.08 * (distress - 1) - 0.15 * (timesAsked - 1);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
