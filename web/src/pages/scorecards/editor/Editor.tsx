import { Tabs } from '@mantine/core';
import type { ScorecardVersion } from '../../../../../src/model/scorecard-editing.ts';
import { Page } from '../../../parts/Page.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { EditorColumns } from '../../../parts/text-editor/EditorColumns.tsx';
import { useEditorView } from '../../../parts/text-editor/use-editor-view.ts';
import { BacktestPanel } from './BacktestPanel.tsx';
import { FormEditor } from './FormEditor.tsx';
import { readForm } from './form.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { ScorecardHead } from './ScorecardHead.tsx';
import { ScorecardSaveProblem } from './ScorecardSaveProblem.tsx';
import { useDraft } from './use-draft.ts';

/** One version of a scorecard: its form or its YAML on the left, what it would change on the right. */
export function Editor({ version }: { version: ScorecardVersion }) {
  const draft = useDraft(version);
  const shown = useEditorView(draft, readForm);
  const { form } = shown;
  return (
    <Page>
      <ScorecardHead draft={draft} title={form?.title ?? version.title} />
      <ScorecardSaveProblem draft={draft} />
      <EditorColumns
        draft={draft}
        what="scorecard"
        file={`${version.id}.v${version.version}.yaml`}
        shown={shown}
        form={<FormEditor draft={draft} form={form} onYaml={() => shown.setView('yaml')} />}
        label="What it would change"
      >
        <Tabs defaultValue="preview" keepMounted={true}>
          <Tabs.List>
            <Tabs.Tab value="preview">Preview</Tabs.Tab>
            <Tabs.Tab value="backtest">Backtest</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="preview" className={classes.panel}>
            <PreviewPanel draft={draft} />
          </Tabs.Panel>
          <Tabs.Panel value="backtest" className={classes.panel}>
            <BacktestPanel draft={draft} />
          </Tabs.Panel>
        </Tabs>
      </EditorColumns>
    </Page>
  );
}
