import { MultiSelect, Select, TextInput } from '@mantine/core';
import classes from '../../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../../parts/text-editor/NumberField.tsx';
import type { ScenarioForm } from '../scenario-form.ts';
import { type Edits, setOrUnset } from './edits.ts';
import { LinesField } from './LinesField.tsx';
import { Section } from './Section.tsx';

/** What a perfect record would hold, and when it is over. */
export function OutcomeFields({ form, edits }: { form: ScenarioForm; edits: Edits }) {
  const { readOnly, set, wrong } = edits;
  const facts = Object.keys(form.facts);
  return (
    <Section id="outcome" title="Record and ending">
      <div className={classes.card}>
        <TextInput
          label={form.kind === 'contact-centre' ? 'What the customer wants' : 'Incident type'}
          description="By its id in the pack"
          value={form.expected?.incident ?? ''}
          readOnly={readOnly}
          error={wrong('expected', 'incident') ?? wrong('expected')}
          onChange={({ currentTarget: { value } }) =>
            form.expected === null
              ? set(['expected'], { incident: value })
              : set(['expected', 'incident'], value)
          }
        />
        <Select
          label="Priority"
          placeholder="none"
          data={['P0', 'P1', 'P2', 'P3', 'P4']}
          value={form.expected?.priority ?? null}
          readOnly={readOnly}
          clearable
          error={wrong('expected', 'priority')}
          onChange={(value) => setOrUnset(edits, ['expected', 'priority'], value)}
        />
        <MultiSelect
          label="Facts that belong into the narrative"
          data={facts}
          value={form.cad?.narrative ?? []}
          readOnly={readOnly}
          error={wrong('cad', 'narrative') ?? wrong('cad')}
          onChange={(value) => set(['cad', 'narrative'], value)}
        />
        <Select
          label="Number to call back"
          placeholder="none"
          data={facts}
          value={form.cad?.callback ?? null}
          readOnly={readOnly}
          clearable
          error={wrong('cad', 'callback')}
          onChange={(value) => setOrUnset(edits, ['cad', 'callback'], value)}
        />
        <LinesField
          label="Last words"
          description="One a line; none when empty"
          value={form.ending?.says ?? []}
          readOnly={readOnly}
          error={wrong('ending', 'says')}
          onChange={(says) => setOrUnset(edits, ['ending', 'says'], says)}
        />
        <NumberField
          label="Over at second"
          value={form.ending?.atS ?? null}
          readOnly={readOnly}
          error={wrong('ending', 'atS')}
          onChange={(value) => set(['ending', 'atS'], value)}
        />
      </div>
    </Section>
  );
}
