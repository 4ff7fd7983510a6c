import { Tabs } from '@mantine/core';
import type { ScenarioVersion } from '../../../../../src/model/scenario-editing.ts';
import { Page } from '../../../parts/Page.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { EditorColumns } from '../../../parts/text-editor/EditorColumns.tsx';
import { useEditorView } from '../../../parts/text-editor/use-editor-view.ts';
import { ScenarioFields } from './ScenarioFields.tsx';
import { ScenarioHead } from './ScenarioHead.tsx';
import { ScenarioSaveProblem } from './ScenarioSaveProblem.tsx';
import { readScenarioForm } from './scenario-form.ts';
import { TrialPanel } from './trial/TrialPanel.tsx';
import { TwinPanel } from './twin/TwinPanel.tsx';
import { useScenarioDraft } from './use-scenario-draft.ts';

/** One version of a scenario: its form or its YAML on the left, the caller it makes on the right. */
export function ScenarioEditor({ version }: { version: ScenarioVersion }) {
  const draft = useScenarioDraft(version);
  const shown = useEditorView(draft, readScenarioForm);
  const { form, showLine } = shown;
  const isTwinDraft = version.twin && version.status === 'draft';
  return (
    <Page>
      <ScenarioHead draft={draft} title={form?.title ?? version.title} />
      <ScenarioSaveProblem draft={draft} />
      <EditorColumns
        draft={draft}
        what="scenario"
        file={`${version.id}.yaml`}
        shown={shown}
        form={<ScenarioFields draft={draft} form={form} onYaml={() => shown.setView('yaml')} />}
        label="What it makes"
      >
        <Tabs defaultValue={isTwinDraft ? 'twin' : 'trial'} keepMounted={true}>
          <Tabs.List>
            <Tabs.Tab value="trial">Talk to the caller</Tabs.Tab>
            {isTwinDraft && <Tabs.Tab value="twin">The real call</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="trial" className={classes.panel}>
            <TrialPanel draft={draft} />
          </Tabs.Panel>
          {isTwinDraft && (
            <Tabs.Panel value="twin" className={classes.panel}>
              <TwinPanel draft={draft} onShow={showLine} />
            </Tabs.Panel>
          )}
        </Tabs>
      </EditorColumns>
    </Page>
  );
}
