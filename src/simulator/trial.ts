import type { DrillState, TraineeTurn } from '../model/drill.ts';
import type { TrialStart, TriedScenario } from '../model/scenario-editing.ts';
import { shaken, trusting } from './mood.ts';
import { timedTurn } from './play.ts';
import { type Playable, personOf } from './playable.ts';
import { firstRun, nextRun, type Run, stepsOf, turnsOf } from './run.ts';
import { openingEvent } from './timeline.ts';

/** How long the caller is heard out after the last turn. */
const heardOutMs = 8_000;

/**
 * Plays turns against a scenario that is being written, from its beginning or from a later place. Nobody ends it but
 * the scenario: the caller is heard out and stays on the line.
 */
export function tryScenario(
  play: Playable,
  {
    turns,
    seed,
    from,
  }: { turns: readonly TraineeTurn[]; seed?: number | undefined; from?: TrialStart | undefined },
): TriedScenario {
  let run = startedAt(from ?? {}, firstRun(play, seed), play);
  const { atMs, speaker, mood } = run.state;
  for (const turn of turns) {
    const said = timedTurn(turn, run.state);
    run = nextRun(run, { type: 'time', atMs: said.startMs }, play);
    if (run.state.ended) break;
    run = nextRun(run, { type: 'said', ...said }, play);
  }
  if (turns.length > 0 && !run.state.ended)
    run = nextRun(run, { type: 'time', atMs: run.state.heardUntilMs + heardOutMs }, play);
  const transcript = turnsOf(run.heard);
  return {
    transcript,
    start: { atMs, speaker, mood },
    states: stepsOf(run, transcript),
    told: run.state.told,
    facts: play.facts.map(({ id, format: { title, critical, ask } }) => ({
      id,
      title,
      critical,
      ask: ask ?? null,
    })),
    acts: Object.fromEntries(
      [...Object.entries(play.acts.format.acts), ...Object.entries(play.acts.format.situations)].map(
        ([id, { title }]) => [id, title],
      ),
    ),
    ended: run.state.ended,
  };
}

/** The run where it is to be tried from: what lay before has happened, and nobody has said a word since. */
function startedAt({ atS, distress, trust, told }: TrialStart, first: Run, play: Playable): Run {
  const atMs = (atS ?? 0) * 1000;
  let run = first;
  if (atMs > 0) {
    const state = opened(run.state, atMs);
    run = nextRun({ ...run, state }, { type: 'time', atMs }, play);
    // What was said meanwhile is over.
    run = { ...run, state: { ...run.state, heardUntilMs: atMs, prompts: 0 } };
  }
  const person = personOf(run.state.speaker, play);
  let { mood } = run.state;
  if (distress !== undefined) mood = shaken(mood, distress - mood.distress, person);
  if (trust !== undefined) mood = trusting(mood, trust);
  return { ...run, state: withTold(told ?? [], { ...run.state, mood }, play) };
}

/** The caller has begun, and nobody wonders about the silence. */
function opened(state: DrillState, atMs: number): DrillState {
  const happened = [...state.happened, { event: openingEvent, atMs: 0 }];
  return { ...state, happened, heardUntilMs: atMs };
}

function withTold(ids: readonly string[], state: DrillState, play: Playable): DrillState {
  const known = new Set([
    ...(state.happened.some(({ event }) => event === openingEvent) ? play.format.opening.facts : []),
    ...ids.filter((id) => id in play.format.facts),
  ]);
  const news = [...known].filter((id) => !state.told.some(({ fact }) => fact === id));
  return {
    ...state,
    told: [...state.told, ...news.map((fact) => ({ fact, atMs: state.atMs, how: 'volunteered' as const }))],
  };
}
