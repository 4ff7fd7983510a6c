import { headOf } from '../../analysis/packs/scorecard-text.ts';
import type { ScenarioTrial, TriedScenario } from '../../model/scenario-editing.ts';
import { readScenarioText, type ScenarioParts } from '../../simulator/load-scenarios.ts';
import { tryScenario } from '../../simulator/trial.ts';

/** How a text answers as it stands. Nothing is stored. @throws scenario_invalid */
export function triedScenario({ yaml, ...trial }: ScenarioTrial, parts: ScenarioParts): TriedScenario {
  const play = readScenarioText(headOf(yaml).id ?? '', yaml, parts);
  return tryScenario(play, trial);
}
