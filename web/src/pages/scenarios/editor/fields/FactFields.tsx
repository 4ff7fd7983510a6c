import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import classes from '../../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../../parts/text-editor/NumberField.tsx';
import type { FormFact, FormReveal, ScenarioForm } from '../scenario-form.ts';
import { type Edits, setOrUnset } from './edits.ts';
import { LinesField } from './LinesField.tsx';
import { revealChoices, revealOn, ruleOf, writtenReveal } from './reveal.ts';

interface Props {
  id: string;
  fact: FormFact;
  form: ScenarioForm;
  edits: Edits;
}

export function FactFields({ id, fact, form, edits }: Props) {
  const { readOnly, set, wrong } = edits;
  const at = (key: string) => ['facts', id, key] as const;
  const text = (key: 'title' | 'value' | 'ask', label: string, description: string) => (
    <TextInput
      className={classes.wide}
      label={label}
      description={description}
      value={fact[key] ?? ''}
      readOnly={readOnly}
      error={wrong(...at(key))}
      onChange={({ currentTarget: { value } }) =>
        key === 'ask' ? setOrUnset(edits, at(key), value) : set(at(key), value)
      }
    />
  );
  const events = form.events.map((event) => event.id).filter(Boolean);
  return (
    <div className={classes.fields}>
      {text('title', 'What it is about', 'In the debriefing')}
      {text('value', 'The truth', 'With every number and name its lines may say')}
      <RevealFields id={id} fact={fact} form={form} edits={edits} />
      {text('ask', 'A question that brings it out', 'The hint of guided levels')}
      <LinesField
        className={classes.wide}
        label="Words that ask for it"
        description="One phrase a line, in the language of phrases: {asks_location}, (how old|what age)"
        value={fact.asked}
        readOnly={readOnly}
        error={wrong(...at('asked'))}
        onChange={(asked) => setOrUnset(edits, at('asked'), asked)}
      />
      <LinesField
        className={classes.wide}
        label="What the caller says"
        value={fact.says}
        readOnly={readOnly}
        error={wrong(...at('says'))}
        onChange={(says) => set(at('says'), says)}
      />
      <LinesField
        className={classes.wide}
        label="What the caller says when upset"
        description="One a line; from distress 4 on"
        value={fact.upset}
        readOnly={readOnly}
        error={wrong(...at('upset'))}
        onChange={(upset) => setOrUnset(edits, at('upset'), upset)}
      />
      <Checkbox
        size="xs"
        label="Critical: missing it weighs double"
        checked={fact.critical}
        disabled={readOnly}
        onChange={({ currentTarget: { checked } }) => setOrUnset(edits, at('critical'), checked || null)}
      />
      <Select
        label="True until"
        placeholder="the end"
        data={events}
        value={fact.until}
        readOnly={readOnly}
        clearable
        error={wrong(...at('until'))}
        onChange={(until) => setOrUnset(edits, at('until'), until)}
      />
      <p className={classes.hint}>
        <code>{id}</code>
      </p>
    </div>
  );
}

function RevealFields({ id, fact, form, edits }: Props) {
  const { readOnly, wrong } = edits;
  const path = ['facts', id, 'reveal'] as const;
  const on = revealOn(fact.reveal);
  const rule = ruleOf(fact.reveal);
  const write = (nextOn: string, next: FormReveal) => edits.set(path, writtenReveal(nextOn, next));
  const others = Object.keys(form.facts).filter((one) => one !== id);
  const number = (key: 'times' | 'trust' | 'distress', label: string) => (
    <NumberField
      label={label}
      value={rule[key]}
      readOnly={readOnly}
      error={wrong(...path, key)}
      onChange={(value) => write(on, { ...rule, [key]: value })}
      onClear={() => write(on, { ...rule, [key]: null })}
    />
  );
  return (
    <>
      <Select
        className={classes.wide}
        label="It comes out"
        data={revealChoices}
        value={on}
        readOnly={readOnly}
        allowDeselect={false}
        error={wrong(...path)}
        onChange={(value) => value !== null && write(value, rule)}
      />
      <div className={`${classes.wide} ${classes.numbers}`}>
        {number('times', 'Asked so often')}
        {number('trust', 'Trust at least')}
        {number('distress', 'Distress at most')}
        <Checkbox
          size="xs"
          label="Only with a reason"
          checked={rule.withReason}
          disabled={readOnly}
          onChange={({ currentTarget: { checked } }) => write(on, { ...rule, withReason: checked })}
        />
      </div>
      <MultiSelect
        label="Only after these facts"
        data={others}
        value={rule.facts}
        readOnly={readOnly}
        error={wrong(...path, 'facts')}
        onChange={(facts) => write(on, { ...rule, facts })}
      />
      <MultiSelect
        label="Only after these events"
        data={form.events.map((event) => event.id).filter(Boolean)}
        value={rule.events}
        readOnly={readOnly}
        error={wrong(...path, 'events')}
        onChange={(events) => write(on, { ...rule, events })}
      />
    </>
  );
}
