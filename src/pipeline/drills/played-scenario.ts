import type { Debrief } from '../../model/debrief.ts';
import type { Playable } from '../../simulator/playable.ts';
import { scenarioDigest } from '../../simulator/scenario-digest.ts';
import type { DrillRow } from '../../storage/db/drills.ts';
import type { DrillsParts } from './parts.ts';

type Played = Pick<DrillRow, 'scenario_id' | 'scenario_version' | 'scenario_digest'>;

/**
 * The scenario a drill was played with; undefined when it is not here any more, or says something else by now: in
 * another scenario the same events would be another drill.
 */
export async function playedScenario(
  { scenario_id, scenario_version, scenario_digest }: Played,
  scenarios: DrillsParts['scenarios'],
): Promise<Playable | undefined> {
  const play = await scenarios.version(scenario_id, scenario_version);
  return play && (scenario_digest === null || scenario_digest === scenarioDigest(play)) ? play : undefined;
}

/** How the scenario that is played now stands beside the one a drill was played with. */
export async function scenarioNow(
  { scenario_id, scenario_digest }: Played,
  scenarios: Pick<DrillsParts['scenarios'], 'current'>,
): Promise<Debrief['scenarioNow']> {
  const now = (await scenarios.current()).find(({ format }) => format.id === scenario_id);
  if (!now) return 'gone';
  if (scenario_digest === null) return 'unknown';
  return scenario_digest === scenarioDigest(now) ? 'same' : 'changed';
}
