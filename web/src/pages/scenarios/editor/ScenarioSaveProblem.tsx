import { useCreateScenarioDraft, useScenarioVersion } from '../../../api/scenario-editing.ts';
import { SaveProblem } from '../../../parts/text-editor/SaveProblem.tsx';
import type { ScenarioDraft } from './use-scenario-draft.ts';

export function ScenarioSaveProblem({ draft }: { draft: ScenarioDraft }) {
  const { version, text } = draft;
  const stored = useScenarioVersion(version);
  const create = useCreateScenarioDraft();
  return (
    <SaveProblem
      draft={draft}
      rivalCode="scenario_changed"
      stored={stored}
      create={create}
      onKeep={version.twin ? null : () => create.mutate({ yaml: text })}
    />
  );
}
