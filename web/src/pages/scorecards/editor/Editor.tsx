import { SegmentedControl, Tabs } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { ScorecardVersion } from '../../../../../src/model/scorecard-editing.ts';
import { LeaveGuard } from '../../../parts/LeaveGuard.tsx';
import { Page } from '../../../parts/Page.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { Problems } from '../../../parts/text-editor/Problems.tsx';
import { YamlEditor } from '../../../parts/text-editor/YamlEditor.tsx';
import { BacktestPanel } from './BacktestPanel.tsx';
import { EditorHead } from './EditorHead.tsx';
import { FormEditor } from './FormEditor.tsx';
import { readForm } from './form.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { SaveProblem } from './SaveProblem.tsx';
import { useDraft } from './use-draft.ts';

type View = 'form' | 'yaml';

/** One version of a scorecard: its form or its YAML on the left, what it would change on the right. */
export function Editor({ version }: { version: ScorecardVersion }) {
  const draft = useDraft(version);
  const [view, setView] = useState<View>('form');
  const [line, setLine] = useState<{ number: number } | null>(null);
  // Reading a large form takes some 20 ms: not with every key while the form is not shown.
  const formText = view === 'form' ? draft.text : draft.settledText;
  const form = useMemo(() => readForm(formText), [formText]);
  useHotkeys([['mod+s', () => void draft.save()]], []);
  const showLine = (number: number) => {
    setView('yaml');
    setLine({ number });
  };
  return (
    <Page>
      <EditorHead draft={draft} title={form?.title ?? version.title} />
      <SaveProblem draft={draft} />
      <div className={classes.columns}>
        <section aria-label="The scorecard" className={classes.main}>
          <div className={classes.bar}>
            <SegmentedControl
              size="xs"
              aria-label="How the scorecard is shown"
              value={view}
              onChange={(value) => setView(value as View)}
              data={[
                { value: 'form', label: 'Form' },
                { value: 'yaml', label: 'YAML' },
              ]}
            />
            <Problems draft={draft} onShow={showLine} />
          </div>
          {view === 'form' ? (
            <FormEditor draft={draft} form={form} onYaml={() => setView('yaml')} />
          ) : (
            <YamlEditor
              draft={draft}
              what="scorecard"
              file={`${version.id}.v${version.version}.yaml`}
              line={line}
            />
          )}
        </section>
        <aside className={classes.side} aria-label="What it would change">
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
        </aside>
      </div>
      <LeaveGuard when={draft.isDirty} title="Leave without saving?" leave="Leave">
        What you changed in this draft since it was saved would be lost.
      </LeaveGuard>
    </Page>
  );
}
