import { MultiSelect, TextInput } from '@mantine/core';
import classes from '../../../../parts/text-editor/Form.module.css';
import type { ScenarioForm } from '../scenario-form.ts';
import { type Edits, setOrUnset } from './edits.ts';
import { LinesField } from './LinesField.tsx';
import { Section } from './Section.tsx';

/** Where it is, and how the call begins. */
export function PlaceFields({ form, edits }: { form: ScenarioForm; edits: Edits }) {
  const { readOnly, set, wrong } = edits;
  const facts = Object.keys(form.facts);
  return (
    <Section id="place" title="Place and first words">
      <div className={classes.card}>
        <TextInput
          className={classes.wide}
          label="The true location"
          value={form.location?.truth ?? ''}
          readOnly={readOnly}
          error={wrong('location', 'truth')}
          onChange={({ currentTarget: { value } }) => set(['location', 'truth'], value)}
        />
        <LinesField
          className={classes.wide}
          label="Traps in it"
          description="One a line: what makes the place easy to get wrong"
          value={form.location?.traps ?? []}
          readOnly={readOnly}
          error={wrong('location', 'traps')}
          onChange={(traps) => setOrUnset(edits, ['location', 'traps'], traps)}
        />
        <LinesField
          className={classes.wide}
          label="First words"
          description="One a line; the seed chooses. In brackets it is a sound: [a door slams]"
          value={form.opening?.says ?? []}
          readOnly={readOnly}
          error={wrong('opening', 'says')}
          onChange={(says) => set(['opening', 'says'], says)}
        />
        <MultiSelect
          className={classes.wide}
          label="Facts in them"
          data={facts}
          value={form.opening?.facts ?? []}
          readOnly={readOnly}
          error={wrong('opening', 'facts')}
          onChange={(told) => set(['opening', 'facts'], told)}
        />
      </div>
    </Section>
  );
}
