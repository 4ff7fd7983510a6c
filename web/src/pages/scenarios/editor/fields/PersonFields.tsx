import { Select, TextInput } from '@mantine/core';
import classes from '../../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../../parts/text-editor/NumberField.tsx';
import type { FormPerson, ScenarioForm } from '../scenario-form.ts';
import { type Edits, setOrUnset } from './edits.ts';
import { Section } from './Section.tsx';

/** The ways to talk that ship (`scenarios/speech/`). */
const talks = [
  { value: 'caller', label: 'An adult' },
  { value: 'elderly', label: 'An old person' },
  { value: 'child', label: 'A child' },
  { value: 'whisper', label: 'A whisper' },
  { value: 'few-words', label: 'Few words of English' },
  { value: 'slurred', label: 'Slurred' },
  { value: 'flat', label: 'Flat, without feeling' },
  { value: 'hostile', label: 'Hostile' },
  { value: 'customer', label: 'A customer' },
  { value: 'none', label: 'Never speaks' },
];

export function PersonsFields({ form, edits }: { form: ScenarioForm; edits: Edits }) {
  const persons = Object.entries(form.persons);
  return (
    <Section id="persons" title="Who may have the phone">
      <ul className={classes.criteria}>
        {persons.map(([id, person]) => (
          <li key={id} className={classes.criterion} data-wrong={edits.isWrong('persons', id) || undefined}>
            <Person id={id} person={person} edits={edits} />
          </li>
        ))}
      </ul>
      {persons.length > 1 && (
        <Select
          size="xs"
          label="Who speaks first"
          data={persons.map(([id]) => id)}
          value={form.caller}
          readOnly={edits.readOnly}
          allowDeselect={false}
          error={edits.wrong('caller')}
          onChange={(value) => value !== null && edits.set(['caller'], value)}
        />
      )}
    </Section>
  );
}

function Person({ id, person, edits }: { id: string; person: FormPerson; edits: Edits }) {
  const { readOnly, set, wrong } = edits;
  const at = (key: string) => ['persons', id, key] as const;
  const { distress } = person;
  const isRange = distress !== null && typeof distress === 'object';
  return (
    <div className={classes.fields}>
      <TextInput
        label={`Role of ${id}`}
        value={person.role ?? ''}
        readOnly={readOnly}
        error={wrong(...at('role'))}
        onChange={({ currentTarget: { value } }) => set(at('role'), value)}
      />
      <Select
        label="Talks like"
        data={talks}
        value={person.talk}
        readOnly={readOnly}
        allowDeselect={false}
        error={wrong(...at('talk'))}
        onChange={(value) => value !== null && set(at('talk'), value)}
      />
      <div className={`${classes.wide} ${classes.numbers}`}>
        {isRange ? (
          <p className={classes.hint}>
            Distress {distress.from} to {distress.to}, by the seed (in YAML)
          </p>
        ) : (
          <NumberField
            label="Distress"
            description="1 calm to 5 beyond reach"
            value={distress}
            readOnly={readOnly}
            error={wrong(...at('distress'))}
            onChange={(value) => set(at('distress'), value)}
          />
        )}
        <NumberField
          label="As calm as"
          description="1 when empty"
          value={person.floor}
          readOnly={readOnly}
          error={wrong(...at('floor'))}
          onChange={(value) => set(at('floor'), value)}
          onClear={() => setOrUnset(edits, at('floor'), null)}
        />
        <NumberField
          label="Trust"
          description="0 to 5; 1 when empty"
          value={person.trust}
          readOnly={readOnly}
          error={wrong(...at('trust'))}
          onChange={(value) => set(at('trust'), value)}
          onClear={() => setOrUnset(edits, at('trust'), null)}
        />
        <NumberField
          label="Patience"
          description="Faults until hanging up"
          value={person.patience}
          readOnly={readOnly}
          error={wrong(...at('patience'))}
          onChange={(value) => set(at('patience'), value)}
          onClear={() => setOrUnset(edits, at('patience'), null)}
        />
      </div>
    </div>
  );
}
