import type { ScenarioTrial, TriedScenario } from '../../../../../../src/model/scenario-editing.ts';

/** From where a scenario is tried; null where it is as the scenario says. */
export interface Start {
  atS: number | null;
  distress: number | null;
  trust: number | null;
  seed: number | null;
  told: string[];
}

export const firstStart: Start = { atS: null, distress: null, trust: null, seed: null, told: [] };

/** What is asked of the server. */
export function trialOf(yaml: string, turns: readonly string[], start: Start): ScenarioTrial {
  const { atS, distress, trust, told, seed } = start;
  const from = {
    ...(atS !== null ? { atS } : {}),
    ...(distress !== null ? { distress } : {}),
    ...(trust !== null ? { trust } : {}),
    ...(told.length > 0 ? { told } : {}),
  };
  return { yaml, turns: [...turns], ...(seed !== null ? { seed } : {}), from };
}

export interface Line {
  role: string;
  text: string;
  atMs: number;
  /** For a turn of the trainee: its number, what it did, and the mood and new facts after it. */
  after: { turn: number; acts: { title: string; fault: boolean }[]; mood: string; facts: string[] } | null;
}

/** The talk line by line, each of the trainee's turns with what it moved. */
export function linesOf(tried: TriedScenario): Line[] {
  const titles = new Map(tried.facts.map(({ id, title }) => [id, title]));
  return tried.transcript.map(({ role, text, startMs, index }) => {
    const at = tried.states.findIndex(({ turn }) => turn === index);
    const state = tried.states[at];
    if (!state) return { role, text, atMs: startMs, after: null };
    const before = at === 0 ? [] : (tried.states[at - 1]?.told ?? []);
    const { distress, trust } = state.mood;
    return {
      role,
      text,
      atMs: startMs,
      after: {
        turn: at,
        acts: state.acts.map(({ id, fault }) => ({ title: tried.acts[id] ?? id, fault })),
        mood: `distress ${distress}, trust ${trust}`,
        facts: state.told.filter((id) => !before.includes(id)).map((id) => titles.get(id) ?? id),
      },
    };
  });
}
