import { Select, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { Kind } from '../../../../src/model/call.ts';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { formatDuration } from '../../format/time.ts';
import classes from './CadForm.module.css';
import type { DeskCall } from './desk-call.ts';
import type { DeskLinkState } from './desk-link.ts';
import type { CadField } from './kept-drafts.ts';
import { useCad } from './use-cad.ts';
import { useDeskKeys } from './use-desk-keys.ts';

interface Props {
  call: DeskCall;
  drill: DrillDetail;
  link: DeskLinkState;
}

interface FieldFormat {
  field: CadField;
  label: string;
  letter: string;
  as: 'line' | 'text' | 'incident' | 'priority';
}

const fields: Record<Kind, { title: string; fields: FieldFormat[] }> = {
  psap: {
    title: 'Dispatch form',
    fields: [
      { field: 'location', label: 'Location', letter: 'L', as: 'line' },
      { field: 'callback', label: 'Call-back', letter: 'C', as: 'line' },
      { field: 'priority', label: 'Priority', letter: 'P', as: 'priority' },
      { field: 'incident', label: 'Incident type', letter: 'I', as: 'incident' },
      { field: 'units', label: 'Units', letter: 'U', as: 'line' },
      { field: 'narrative', label: 'Narrative', letter: 'N', as: 'text' },
    ],
  },
  'contact-centre': {
    title: 'Record of the call',
    fields: [
      { field: 'incident', label: 'What the customer wants', letter: 'I', as: 'incident' },
      { field: 'callback', label: 'Number to call back', letter: 'C', as: 'line' },
      { field: 'location', label: 'Address', letter: 'L', as: 'line' },
      { field: 'narrative', label: 'Notes', letter: 'N', as: 'text' },
    ],
  },
};

const idOf = (field: CadField) => `cad-${field}`;

/** The record the trainee fills while talking; every field is saved by itself, with the time of its entry. */
export function CadForm({ call, drill, link }: Props) {
  const form = useCad(call, drill, link);
  const { title, fields: shown } = fields[drill.scenario.kind];
  const choices = useMemo(() => choicesOf(drill.cadChoices), [drill.cadChoices]);
  useDeskKeys(
    shown.map(({ field, label, letter }) => ({
      letter,
      does: `To the field “${label}”`,
      run: () => document.getElementById(idOf(field))?.focus(),
    })),
  );
  const isOver = drill.phase === 'ended';

  function control({ field, label, letter, as }: FieldFormat) {
    const value = form.values[field];
    const common = {
      id: idOf(field),
      label: (
        <>
          {label} {!isOver && <kbd className={classes.key}>Alt {letter}</kbd>}
        </>
      ),
      'aria-label': label,
      readOnly: isOver,
    };
    if (as === 'incident' || as === 'priority') {
      return (
        <Select
          {...common}
          searchable
          selectFirstOptionOnChange
          // Else what was highlighted while typing is given up a moment after the list opens, and Enter chooses nothing.
          selectFirstOptionOnDropdownOpen={value === ''}
          openOnFocus={false}
          clearable={!isOver}
          clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
          limit={60}
          data={as === 'incident' ? choices.incidents : choices.priorities}
          nothingFoundMessage="Nothing of that name"
          placeholder={as === 'incident' ? 'Type to search' : 'Choose'}
          value={value === '' ? null : value}
          onChange={(chosen) => form.write(field, chosen ?? '', 'once')}
        />
      );
    }
    const text = {
      ...common,
      value,
      maxLength: 4000,
      onBlur: () => form.leave(field),
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        form.write(field, currentTarget.value, 'pause'),
    };
    return as === 'text' ? (
      <Textarea {...text} size="xs" autosize minRows={4} maxRows={10} />
    ) : (
      <TextInput {...text} autoComplete="off" spellCheck={false} />
    );
  }

  return (
    <section className={classes.form} aria-labelledby="cad-title">
      <h2 id="cad-title">{title}</h2>
      <div className={classes.fields}>
        {shown.map((format) => {
          const { field, as } = format;
          if (as === 'priority' && choices.priorities.length === 0) return null;
          const state = form.stateOf(field);
          return (
            <div key={field} className={classes.field} data-field={field}>
              {control(format)}
              <span className={classes.state} data-unsaved={!state.saved || undefined}>
                {state.saved
                  ? state.atMs !== null && `saved ${formatDuration(state.atMs)}`
                  : state.waits
                    ? 'kept here until the connection is back'
                    : 'saving'}
              </span>
            </div>
          );
        })}
      </div>
    </section>
  );
}

function choicesOf({ incidents, priorities }: DrillDetail['cadChoices']) {
  return {
    incidents: incidents.map(({ code, title }) => ({ value: code, label: `${title} (${code})` })),
    priorities,
  };
}
