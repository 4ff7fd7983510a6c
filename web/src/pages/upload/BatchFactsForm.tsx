import { Autocomplete, Select } from '@mantine/core';
import { Kind, type Role } from '../../../../src/model/call.ts';
import { useFacets } from '../../api/calls.ts';
import { kindWords, roleWord } from '../../words.ts';
import classes from './BatchFactsForm.module.css';
import type { BatchFacts } from './uploads.ts';

interface Props {
  facts: BatchFacts;
  onChange(facts: BatchFacts): void;
}

const kinds = Kind.options.map((value) => ({ value, label: kindWords[value] }));
const orders: Role[][] = [
  ['agent', 'customer'],
  ['customer', 'agent'],
];

export function BatchFactsForm({ facts, onChange }: Props) {
  const facets = useFacets().data;
  const kind = facts.kind ?? null;
  const channels = orders.map((roles) => ({
    value: roles.join(','),
    label: roles.map((role, index) => `${index + 1} ${roleWord(role, kind).toLowerCase()}`).join(', '),
  }));
  return (
    <div className={classes.form}>
      <Select
        label="Kind"
        placeholder="As set on the server"
        data={kinds}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear kind' }}
        value={kind}
        onChange={(value) => onChange({ ...facts, kind: (value as Kind | null) ?? undefined })}
      />
      <Autocomplete
        size="xs"
        label="Queue"
        placeholder="911 East"
        data={facets?.queues ?? []}
        maxLength={200}
        value={facts.queue ?? ''}
        onChange={(value) => onChange({ ...facts, queue: value.trim() === '' ? undefined : value })}
      />
      <Autocomplete
        size="xs"
        label={kind === 'psap' ? 'Call taker' : 'Agent'}
        placeholder="R. Alvarez"
        data={facets?.agents ?? []}
        maxLength={200}
        value={facts.agent ?? ''}
        onChange={(value) => onChange({ ...facts, agent: value.trim() === '' ? undefined : value })}
      />
      <Select
        label="Who speaks on which channel"
        placeholder="As set on the server"
        data={channels}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear channels' }}
        value={facts.channels?.join(',') ?? null}
        onChange={(value) =>
          onChange({ ...facts, channels: (value?.split(',') as Role[] | undefined) ?? undefined })
        }
      />
    </div>
  );
}
