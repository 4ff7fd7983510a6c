import { Button, Checkbox, MultiSelect, TagsInput } from '@mantine/core';
import { useFacets } from '../../../api/calls.ts';
import { useLibrary } from '../../../api/scorecard-editing.ts';
import classes from '../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../parts/text-editor/NumberField.tsx';
import { problemOf } from '../../../parts/text-editor/text-draft.ts';
import type { Value } from '../../../parts/text-editor/yaml-edit.ts';
import type { FormAssignment } from './form.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  draft: Draft;
  /** Null when the scorecard leaves it to its pack. */
  assign: FormAssignment[] | null;
  set(assign: Value): void;
}

/** Which calls the scorecard is for: what it says itself, or else what its pack says. */
export function Assignments({ draft, assign, set }: Props) {
  const change = (entries: FormAssignment[]) => set(entries as Value[]);
  return (
    <section className={classes.section} aria-labelledby="form-assign">
      <h2 id="form-assign">Which calls it is for</h2>
      {assign === null ? (
        <PackSays draft={draft} />
      ) : (
        <ul className={classes.criteria}>
          {assign.map((entry, index) => (
            <AssignmentRow
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the list
              key={index}
              draft={draft}
              entry={entry}
              index={index}
              onChange={(changed) => change(assign.with(index, changed))}
              onRemove={() => change(assign.toSpliced(index, 1))}
            />
          ))}
          {assign.length === 0 && (
            <li className={classes.fields}>None, unless a setting names it for a queue.</li>
          )}
        </ul>
      )}
      {draft.isEditable && (
        <Button variant="subtle" onClick={() => change([...(assign ?? []), { beside: true }])}>
          {assign === null ? 'Say it here instead' : 'Add calls'}
        </Button>
      )}
    </section>
  );
}

function PackSays({ draft }: { draft: Draft }) {
  const library = useLibrary();
  const card = library.data?.scorecards.find((one) => one.id === draft.version.id);
  const sentences = card?.assignment.join(' ');
  return <p className={classes.hint}>By the pack: {sentences || 'no calls.'}</p>;
}

interface RowProps {
  draft: Draft;
  entry: FormAssignment;
  index: number;
  onChange(entry: FormAssignment): void;
  onRemove(): void;
}

const directions = [
  { value: 'inbound', label: 'Inbound' },
  { value: 'outbound', label: 'Outbound' },
  { value: 'internal', label: 'Internal' },
];

function AssignmentRow({ draft, entry, index, onChange, onRemove }: RowProps) {
  const queues = useFacets().data?.queues ?? [];
  const readOnly = !draft.isEditable;
  const some = (values: string[]) => (values.length > 0 ? values : undefined);
  const field = `assign.${index}`;
  return (
    <li className={classes.assignment}>
      <TagsInput
        size="xs"
        label="Queues"
        placeholder={entry.queues ? '' : 'Any'}
        data={queues}
        value={entry.queues ?? []}
        readOnly={readOnly}
        onChange={(values) => onChange({ ...entry, queues: some(values) })}
      />
      <MultiSelect
        size="xs"
        label="Directions"
        placeholder={entry.directions ? '' : 'Any'}
        data={directions}
        value={entry.directions ?? []}
        readOnly={readOnly}
        error={problemOf(draft, `${field}.directions`)}
        onChange={(values) => onChange({ ...entry, directions: some(values) })}
      />
      <NumberField
        label="From seconds"
        value={entry.minDurationS ?? null}
        readOnly={readOnly}
        error={problemOf(draft, `${field}.minDurationS`)}
        onChange={(minDurationS) => onChange({ ...entry, minDurationS })}
        onClear={() => onChange({ ...entry, minDurationS: undefined })}
      />
      <NumberField
        label="To seconds"
        value={entry.maxDurationS ?? null}
        readOnly={readOnly}
        error={problemOf(draft, `${field}.maxDurationS`)}
        onChange={(maxDurationS) => onChange({ ...entry, maxDurationS })}
        onClear={() => onChange({ ...entry, maxDurationS: undefined })}
      />
      <Checkbox
        size="xs"
        label="Beside their main scorecard"
        checked={entry.beside ?? false}
        disabled={readOnly}
        onChange={({ currentTarget: { checked } }) => onChange({ ...entry, beside: checked })}
      />
      <span className={classes.condition}>
        {entry.when === undefined
          ? 'A condition, such as an incident type, is written in YAML (when).'
          : 'And its condition in the YAML (when) has to hold.'}
      </span>
      {!readOnly && (
        <Button variant="default" onClick={onRemove} aria-label={`Remove calls ${index + 1}`}>
          Remove
        </Button>
      )}
    </li>
  );
}
