import { useNavigate } from '@tanstack/react-router';
import type { ScenarioPlace } from '../../api/scenario-editing.ts';

/** Leads to the editor of a version. */
export function useOpenScenario() {
  const navigate = useNavigate();
  return ({ id, version }: ScenarioPlace) =>
    navigate({
      to: '/scenarios/$scenarioId/$version',
      params: { scenarioId: id, version: String(version) },
    });
}
