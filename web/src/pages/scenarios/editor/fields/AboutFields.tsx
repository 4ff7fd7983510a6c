import { Select, Textarea, TextInput } from '@mantine/core';
import classes from '../../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../../parts/text-editor/NumberField.tsx';
import { kindWords } from '../../../../words.ts';
import { levelWords } from '../../../training/words.ts';
import type { ScenarioForm } from '../scenario-form.ts';
import type { Edits } from './edits.ts';

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }));
const levels = Object.entries(levelWords).map(([value, { name, says }]) => ({
  value,
  label: `${value} ${name}`,
  says,
}));
const lines = [
  { value: 'emergency', label: 'Emergency line' },
  { value: 'admin', label: 'Administrative line' },
  { value: 'alarm', label: 'Alarm company' },
  { value: 'service', label: 'Service line' },
];
const channels = [
  { value: 'voice', label: 'Spoken' },
  { value: 'text', label: 'Text session' },
];

export function AboutFields({ form, edits }: { form: ScenarioForm; edits: Edits }) {
  const { readOnly, set, wrong } = edits;
  const choose = (key: string) => (value: string | null) => value !== null && set([key], value);
  return (
    <div className={classes.card}>
      <TextInput
        label="Title"
        value={form.title ?? ''}
        readOnly={readOnly}
        error={wrong('title')}
        onChange={({ currentTarget: { value } }) => set(['title'], value)}
      />
      <Select
        label="Level"
        data={levels}
        value={form.level === null ? null : String(form.level)}
        readOnly={readOnly}
        allowDeselect={false}
        error={wrong('level')}
        onChange={(value) => value !== null && set(['level'], Number(value))}
      />
      <Textarea
        className={classes.wide}
        size="xs"
        label="Summary"
        description="For the trainer: what happens, and what it trains"
        autosize
        value={form.summary ?? ''}
        readOnly={readOnly}
        error={wrong('summary')}
        onChange={({ currentTarget: { value } }) => set(['summary'], value)}
      />
      <Select
        label="Trade"
        data={kinds}
        value={form.kind}
        readOnly={readOnly}
        allowDeselect={false}
        error={wrong('kind')}
        onChange={choose('kind')}
      />
      <Select
        label="Line"
        data={lines}
        value={form.line}
        readOnly={readOnly}
        allowDeselect={false}
        error={wrong('line')}
        onChange={choose('line')}
      />
      <Select
        label="Channel"
        data={channels}
        value={form.channel ?? 'voice'}
        readOnly={readOnly}
        allowDeselect={false}
        error={wrong('channel')}
        onChange={choose('channel')}
      />
      <NumberField
        label="Seed"
        description="Settles what chance would"
        value={form.seed}
        readOnly={readOnly}
        error={wrong('seed')}
        onChange={(value) => set(['seed'], value)}
      />
    </div>
  );
}
