import { MultiSelect, Select, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import classes from '../../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../../parts/text-editor/NumberField.tsx';
import { type FormEvent, freeId, type ScenarioForm } from '../scenario-form.ts';
import { type Edits, setOrUnset } from './edits.ts';
import { LinesField } from './LinesField.tsx';
import { ListTools } from './ListTools.tsx';
import { Section } from './Section.tsx';

const lines = [
  { value: 'drops', label: 'drops' },
  { value: 'ends', label: 'ends the call' },
];

/** What happens whether or not anybody asks. */
export function EventList({ form, edits }: { form: ScenarioForm; edits: Edits }) {
  const [opened, setOpened] = useState<number | null>(null);
  const { events } = form;
  const add = () => {
    const id = freeId(
      'event',
      events.map((event) => event.id),
    );
    edits.addTo(['events'], { id, title: 'Something happens', atS: 60 });
    setOpened(events.length);
  };
  return (
    <Section
      id="events"
      title="Events"
      hint="What happens at a second, or after other things, whatever is asked."
      {...(edits.readOnly ? {} : { add: 'Add an event', onAdd: add })}
    >
      {events.length > 0 && (
        <ul className={classes.criteria}>
          {events.map((event, index) => {
            const title = event.title ?? event.id;
            const isWrong = edits.isWrong('events', index);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: ids may be given twice meanwhile
              <li key={index} className={classes.criterion} data-wrong={isWrong || undefined}>
                <div className={classes.row}>
                  <UnstyledButton
                    className={classes.name}
                    onClick={() => setOpened(opened === index ? null : index)}
                    aria-expanded={opened === index}
                  >
                    {title}
                    {isWrong && <span className={classes.wrong}>mistake</span>}
                  </UnstyledButton>
                  <span className={classes.share}>{whenOf(event)}</span>
                  <ListTools
                    list={['events']}
                    index={index}
                    count={events.length}
                    title={title}
                    edits={edits}
                  />
                </div>
                {opened === index && <EventFields event={event} index={index} form={form} edits={edits} />}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

function whenOf({ atS, after }: FormEvent): string {
  const waits = [...(after?.facts ?? []), ...(after?.events ?? [])];
  const parts = [
    atS !== null && `second ${atS}`,
    waits.length > 0 && `${after?.delayS ? `${after.delayS} s ` : ''}after ${waits.join(', ')}`,
  ];
  return parts.filter(Boolean).join(', ');
}

interface Props {
  event: FormEvent;
  index: number;
  form: ScenarioForm;
  edits: Edits;
}

function EventFields({ event, index, form, edits }: Props) {
  const { readOnly, set, wrong } = edits;
  const at = (...keys: string[]) => ['events', index, ...keys] as const;
  const facts = Object.keys(form.facts);
  const others = form.events.map(({ id }) => id).filter((id) => id !== '' && id !== event.id);
  const after = { facts: [], events: [], delayS: null, ...event.after };
  const wait = (next: { facts: string[]; events: string[]; delayS: number | null }) => {
    const isEmpty = next.facts.length + next.events.length === 0;
    const written = {
      ...(next.facts.length > 0 ? { facts: next.facts } : {}),
      ...(next.events.length > 0 ? { events: next.events } : {}),
      ...(next.delayS ? { delayS: next.delayS } : {}),
    };
    setOrUnset(edits, at('after'), isEmpty ? null : written);
  };
  const number = (key: 'atS' | 'distress' | 'quietS', label: string, description: string) => (
    <NumberField
      label={label}
      description={description}
      value={event[key]}
      readOnly={readOnly}
      error={wrong(...at(key))}
      onChange={(value) => set(at(key), value)}
      onClear={() => setOrUnset(edits, at(key), null)}
    />
  );
  const some = (key: 'facts' | 'unless', label: string) => (
    <MultiSelect
      label={label}
      data={facts}
      value={event[key]}
      readOnly={readOnly}
      error={wrong(...at(key))}
      onChange={(value) => setOrUnset(edits, at(key), value)}
    />
  );
  return (
    <div className={classes.fields}>
      <TextInput
        className={classes.wide}
        label="What happens"
        value={event.title ?? ''}
        readOnly={readOnly}
        error={wrong(...at('title'))}
        onChange={({ currentTarget: { value } }) => set(at('title'), value)}
      />
      <div className={`${classes.wide} ${classes.numbers}`}>
        {number('atS', 'At second', 'After the answer')}
        {number('distress', 'Upsets by', 'Added to distress')}
        {number('quietS', 'Quiet for', 'Seconds')}
        <NumberField
          label="Delay"
          description="Seconds after what it waits for"
          value={after.delayS}
          readOnly={readOnly}
          error={wrong(...at('after', 'delayS'))}
          onChange={(delayS) => wait({ ...after, delayS })}
          onClear={() => wait({ ...after, delayS: null })}
        />
      </div>
      <MultiSelect
        label="After these facts"
        data={facts}
        value={after.facts}
        readOnly={readOnly}
        error={wrong(...at('after'))}
        onChange={(value) => wait({ ...after, facts: value })}
      />
      <MultiSelect
        label="After these events"
        data={others}
        value={after.events}
        readOnly={readOnly}
        error={null}
        onChange={(value) => wait({ ...after, events: value })}
      />
      <LinesField
        className={classes.wide}
        label="What is heard"
        description="One a line; in brackets it is a sound"
        value={event.says}
        readOnly={readOnly}
        error={wrong(...at('says'))}
        onChange={(says) => setOrUnset(edits, at('says'), says)}
      />
      {some('facts', 'Facts in it')}
      {some('unless', 'Not when these are out')}
      <Select
        label="Who has the phone then"
        placeholder="as before"
        data={Object.keys(form.persons)}
        value={event.speaker}
        readOnly={readOnly}
        clearable
        error={wrong(...at('speaker'))}
        onChange={(value) => setOrUnset(edits, at('speaker'), value)}
      />
      <Select
        label="The line"
        placeholder="stays"
        data={lines}
        value={event.line}
        readOnly={readOnly}
        clearable
        error={wrong(...at('line'))}
        onChange={(value) => setOrUnset(edits, at('line'), value)}
      />
    </div>
  );
}
