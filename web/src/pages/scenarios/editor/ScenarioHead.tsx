import { scenarioExportUrl, useCreateScenarioDraft } from '../../../api/scenario-editing.ts';
import { EditorHead } from '../../../parts/text-editor/EditorHead.tsx';
import { useOpenScenario } from '../use-open-scenario.ts';
import { PublishScenario } from './PublishScenario.tsx';
import type { ScenarioDraft } from './use-scenario-draft.ts';

export function ScenarioHead({ draft, title }: { draft: ScenarioDraft; title: string }) {
  const { version } = draft;
  const create = useCreateScenarioDraft();
  const onSuccess = useOpenScenario();
  return (
    <EditorHead
      draft={draft}
      title={title}
      list={{ to: '/scenarios', name: 'Scenarios' }}
      exportUrl={scenarioExportUrl(version)}
      facts={
        <>
          {version.origin === 'shipped' && ' · ships with Earshot'}
          {version.twin && ' · made of a real call'}
        </>
      }
      nextDraft={{
        label: version.origin === 'shipped' ? 'Copy into our own' : 'New draft from this',
        isPending: create.isPending,
        error: create.error,
        onMake: () => create.mutate({ from: { id: version.id, version: version.version } }, { onSuccess }),
      }}
      publishDialog={(onClose) => <PublishScenario version={version} onClose={onClose} />}
    />
  );
}
