import { EarshotError, toEarshotError } from '../../errors.ts';
import type { ScenarioCheck } from '../../model/scenario-editing.ts';
import type { ScorecardProblem } from '../../model/scorecard-editing.ts';
import { readScenarioText, type ScenarioParts } from '../../simulator/load-scenarios.ts';
import { outlineOf, type Playable } from '../../simulator/playable.ts';
import type { TextAddress } from '../../storage/db/text-versions.ts';

/** Reads a text as this version of the scenario; its mistakes are those that loading a file would tell. */
export function checkScenario(
  yaml: string,
  { id, version }: TextAddress,
  parts: ScenarioParts,
): { play: Playable | null; check: ScenarioCheck } {
  try {
    const play = readScenarioText(id, yaml, parts);
    if (play.format.version === version) return { play, check: { problems: [], outline: outlineOf(play) } };
    return { play: null, check: { problems: [wrongVersion(yaml, { id, version })], outline: null } };
  } catch (thrown) {
    const error = toEarshotError(thrown);
    if (error.code !== 'scenario_invalid') throw error;
    const problems = error.details?.problems as ScorecardProblem[];
    return { play: null, check: { problems, outline: null } };
  }
}

function wrongVersion(yaml: string, { id, version }: TextAddress): ScorecardProblem {
  const line = yaml.split('\n').findIndex((one) => one.startsWith('version:'));
  const problem = `must stay ${version}: this is version ${version} of "${id}"`;
  return { file: `${id}.yaml`, line: Math.max(0, line) + 1, column: 1, field: 'version', problem };
}

/** The same for a text that must be without mistakes. @throws scenario_invalid */
export function soundScenario(yaml: string, address: TextAddress, parts: ScenarioParts): Playable {
  const { play, check } = checkScenario(yaml, address, parts);
  if (play) return play;
  const { problems } = check;
  throw new EarshotError('scenario_invalid', { details: { ...problems[0], problems } });
}
