import { Button } from '@mantine/core';
import { Notice } from '../../../parts/Notice.tsx';
import classes from '../../../parts/text-editor/Form.module.css';
import { AboutFields } from './fields/AboutFields.tsx';
import { EventList } from './fields/EventList.tsx';
import { editsOf } from './fields/edits.ts';
import { FactList } from './fields/FactList.tsx';
import { OutcomeFields } from './fields/OutcomeFields.tsx';
import { PersonsFields } from './fields/PersonFields.tsx';
import { PlaceFields } from './fields/PlaceFields.tsx';
import { SignLists } from './fields/SignLists.tsx';
import type { ScenarioForm } from './scenario-form.ts';
import type { ScenarioDraft } from './use-scenario-draft.ts';

interface Props {
  draft: ScenarioDraft;
  /** Null while the text is no YAML. */
  form: ScenarioForm | null;
  onYaml(): void;
}

/** What of a scenario can be said in fields. Each writes into the text, and everything else there stays. */
export function ScenarioFields({ draft, form, onYaml }: Props) {
  if (!form) {
    return (
      <Notice tone="fair" title="The text is no YAML as it stands">
        The form shows it again once the mistake is mended.{' '}
        <Button variant="default" mt="xs" onClick={onYaml}>
          Mend it in the YAML
        </Button>
      </Notice>
    );
  }
  const edits = editsOf(draft);
  return (
    <div className={classes.form} data-read-only={edits.readOnly || undefined}>
      <AboutFields form={form} edits={edits} />
      <PersonsFields form={form} edits={edits} />
      <PlaceFields form={form} edits={edits} />
      <FactList form={form} edits={edits} />
      <EventList form={form} edits={edits} />
      <SignLists form={form} edits={edits} />
      <OutcomeFields form={form} edits={edits} />
    </div>
  );
}
