import { SegmentedControl, Tabs } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { ScenarioVersion } from '../../../../../src/model/scenario-editing.ts';
import { LeaveGuard } from '../../../parts/LeaveGuard.tsx';
import { Page } from '../../../parts/Page.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { Problems } from '../../../parts/text-editor/Problems.tsx';
import { YamlEditor } from '../../../parts/text-editor/YamlEditor.tsx';
import { ScenarioFields } from './ScenarioFields.tsx';
import { ScenarioHead } from './ScenarioHead.tsx';
import { ScenarioSaveProblem } from './ScenarioSaveProblem.tsx';
import { readScenarioForm } from './scenario-form.ts';
import { TrialPanel } from './trial/TrialPanel.tsx';
import { TwinPanel } from './twin/TwinPanel.tsx';
import { useScenarioDraft } from './use-scenario-draft.ts';

type View = 'form' | 'yaml';

/** One version of a scenario: its form or its YAML on the left, the caller it makes on the right. */
export function ScenarioEditor({ version }: { version: ScenarioVersion }) {
  const draft = useScenarioDraft(version);
  const [view, setView] = useState<View>('form');
  const [line, setLine] = useState<{ number: number } | null>(null);
  // Not with every key while the form is not shown.
  const formText = view === 'form' ? draft.text : draft.settledText;
  const form = useMemo(() => readScenarioForm(formText), [formText]);
  useHotkeys([['mod+s', () => void draft.save()]], []);
  const showLine = (number: number) => {
    setView('yaml');
    setLine({ number });
  };
  const isTwinDraft = version.twin && version.status === 'draft';
  return (
    <Page>
      <ScenarioHead draft={draft} title={form?.title ?? version.title} />
      <ScenarioSaveProblem draft={draft} />
      <div className={classes.columns}>
        <section aria-label="The scenario" className={classes.main}>
          <div className={classes.bar}>
            <SegmentedControl
              size="xs"
              aria-label="How the scenario is shown"
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
            <ScenarioFields draft={draft} form={form} onYaml={() => setView('yaml')} />
          ) : (
            <YamlEditor draft={draft} what="scenario" file={`${version.id}.yaml`} line={line} />
          )}
        </section>
        <aside className={classes.side} aria-label="What it makes">
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
        </aside>
      </div>
      <LeaveGuard when={draft.isDirty} title="Leave without saving?" leave="Leave">
        What you changed in this draft since it was saved would be lost.
      </LeaveGuard>
    </Page>
  );
}
