import { useCreateScenarioDraft } from '../../api/scenario-editing.ts';
import { ImportDialog } from '../../parts/versions/ImportDialog.tsx';
import { useOpenScenario } from './use-open-scenario.ts';

export function ImportScenario({ onClose }: { onClose(): void }) {
  const create = useCreateScenarioDraft();
  const openScenario = useOpenScenario();
  return (
    <ImportDialog
      what="scenario"
      create={create}
      onImport={async (yaml) => openScenario(await create.mutateAsync({ yaml }))}
      onClose={onClose}
    />
  );
}
