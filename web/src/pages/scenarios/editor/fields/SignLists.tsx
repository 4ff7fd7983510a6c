import { Select, TextInput } from '@mantine/core';
import classes from '../../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../../parts/text-editor/NumberField.tsx';
import type { Value } from '../../../../parts/text-editor/yaml-edit.ts';
import { type FormSign, freeId, type ScenarioForm, type SignPart } from '../scenario-form.ts';
import { type Edits, setOrUnset } from './edits.ts';
import { ListTools } from './ListTools.tsx';
import { Section } from './Section.tsx';

interface Part {
  part: SignPart;
  title: string;
  hint: string;
  add: string;
}

const parts: Part[] = [
  { part: 'must', title: 'Must be done', hint: 'Steps that count twice.', add: 'Add a step' },
  { part: 'should', title: 'Should be done', hint: 'Steps that count once.', add: 'Add a step' },
  {
    part: 'forbidden',
    title: 'Must not be done',
    hint: 'What tells it is a condition in the YAML (when).',
    add: 'Add what is forbidden',
  },
  {
    part: 'critical',
    title: 'Fails the drill',
    hint: 'A step that was missed, or what a condition in the YAML finds (when).',
    add: 'Add what is critical',
  },
  { part: 'clocks', title: 'Clocks', hint: 'Moments with a goal in seconds.', add: 'Add a clock' },
];

/** What a trainee is measured by. */
export function SignLists({ form, edits }: { form: ScenarioForm; edits: Edits }) {
  return parts.map((part) => <SignList key={part.part} {...part} form={form} edits={edits} />);
}

function SignList({ part, title, hint, add, form, edits }: Part & { form: ScenarioForm; edits: Edits }) {
  const signs = form[part];
  const fact = Object.keys(form.facts)[0] ?? '';
  const first: Record<SignPart, { [key: string]: Value }> = {
    must: { title: 'learns something', fact },
    should: { title: 'learns something', fact },
    forbidden: {
      title: 'does what is wrong',
      when: { says: ['words that tell it'] },
      because: 'Why it is wrong.',
    },
    critical: {
      title: 'leaves out what matters',
      missed: form.must[0]?.id ?? '',
      because: 'What follows from it.',
    },
    clocks: { title: 'something known', fact, goalS: 60 },
  };
  const onAdd = () => {
    const id = freeId(
      part === 'clocks' ? 'clock' : 'step',
      signs.map((sign) => sign.id),
    );
    edits.addTo([part], { id, ...first[part] });
  };
  return (
    <Section id={part} title={title} hint={hint} {...(edits.readOnly ? {} : { add, onAdd })}>
      {signs.length > 0 && (
        <ul className={classes.criteria}>
          {signs.map((sign, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: ids may be given twice meanwhile
              key={index}
              className={classes.criterion}
              data-wrong={edits.isWrong(part, index) || undefined}
            >
              <SignFields
                part={part}
                sign={sign}
                place={{ index, count: signs.length }}
                form={form}
                edits={edits}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

interface FieldsProps {
  part: SignPart;
  sign: FormSign;
  place: { index: number; count: number };
  form: ScenarioForm;
  edits: Edits;
}

function SignFields({ part, sign, place: { index, count }, form, edits }: FieldsProps) {
  const { readOnly, set, wrong } = edits;
  const at = (key: string) => [part, index, key] as const;
  const title = sign.title ?? sign.id;
  const seconds = part === 'clocks' ? 'goalS' : 'byS';
  const hasReason = part === 'forbidden' || part === 'critical';
  return (
    <div className={classes.sign}>
      <TextInput
        label="Title"
        value={sign.title ?? ''}
        readOnly={readOnly}
        error={wrong(...at('title')) ?? wrong(part, index)}
        onChange={({ currentTarget: { value } }) => set(at('title'), value)}
      />
      <ToldBy part={part} sign={sign} index={index} form={form} edits={edits} />
      {!hasReason && (
        <NumberField
          label={part === 'clocks' ? 'Goal, seconds' : 'By second'}
          value={sign[seconds]}
          readOnly={readOnly}
          error={wrong(...at(seconds))}
          onChange={(value) => set(at(seconds), value)}
          {...(part === 'clocks' ? {} : { onClear: () => setOrUnset(edits, at(seconds), null) })}
        />
      )}
      <ListTools list={[part]} index={index} count={count} title={title} edits={edits} />
      {hasReason && (
        <TextInput
          className={classes.wide}
          label="Because"
          value={sign.because ?? ''}
          readOnly={readOnly}
          error={wrong(...at('because'))}
          onChange={({ currentTarget: { value } }) => set(at('because'), value)}
        />
      )}
    </div>
  );
}

/** By a fact that came out, a step that was missed, or a condition that only the YAML can say. */
function ToldBy({ part, sign, index, form, edits }: Omit<FieldsProps, 'place'> & { index: number }) {
  const key = part === 'critical' ? 'missed' : 'fact';
  const chosen = sign[key];
  if (part === 'forbidden' || 'when' in sign)
    return <span className={classes.condition}>by a condition in the YAML</span>;
  return (
    <Select
      label={part === 'critical' ? 'Missed step' : 'Fact that comes out'}
      data={part === 'critical' ? form.must.map(({ id }) => id) : Object.keys(form.facts)}
      value={chosen}
      readOnly={edits.readOnly}
      allowDeselect={false}
      error={edits.wrong(part, index, key)}
      onChange={(value) => value !== null && edits.set([part, index, key], value)}
    />
  );
}
