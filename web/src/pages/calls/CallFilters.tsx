import { Button, Select, TextInput } from '@mantine/core';
import IconFilterOff from '@tabler/icons-react/dist/esm/icons/IconFilterOff.mjs';
import type { CallFacets } from '../../../../src/model/api.ts';
import { CallState, Kind, Source } from '../../../../src/model/call.ts';
import { useFacets } from '../../api/calls.ts';
import { kindWords, sourceWords, stateWords } from '../../words.ts';
import classes from './CallFilters.module.css';
import { type CallsSearch, countFilters } from './calls-search.ts';

interface Props {
  search: CallsSearch;
  onChange(next: Partial<CallsSearch>): void;
  onClear(): void;
}

interface Choice {
  value: string;
  label: string;
}

const states: Choice[] = CallState.options.map((value) => ({ value, label: stateWords[value] }));
const kinds: Choice[] = Kind.options.map((value) => ({ value, label: kindWords[value] }));
const sources: Choice[] = Source.options.map((value) => ({ value, label: sourceWords[value] }));
const flagged: Choice[] = [
  { value: 'yes', label: 'Flagged' },
  { value: 'no', label: 'Not flagged' },
];
const noFacets: CallFacets = { agents: [], queues: [] };

export function CallFilters({ search, onChange, onClear }: Props) {
  const facets = useFacets().data ?? noFacets;
  const count = countFilters(search);
  return (
    <div className={classes.filters}>
      <Filter
        label="State"
        any="Any state"
        data={states}
        value={search.state}
        onPick={(state) => onChange({ state })}
      />
      <Filter
        label="Kind"
        any="Any kind"
        data={kinds}
        value={search.kind}
        onPick={(kind) => onChange({ kind })}
      />
      <Filter
        label="Source"
        any="Any source"
        data={sources}
        value={search.source}
        onPick={(source) => onChange({ source })}
      />
      <Filter
        label="Agent"
        any="Any agent"
        data={withPresent(facets.agents, search.agent)}
        value={search.agent}
        onPick={(agent) => onChange({ agent })}
      />
      <Filter
        label="Queue"
        any="Any queue"
        data={withPresent(facets.queues, search.queue)}
        value={search.queue}
        onPick={(queue) => onChange({ queue })}
      />
      <Filter
        label="Flags"
        any="Flags or none"
        data={flagged}
        value={search.flagged}
        onPick={(value) => onChange({ flagged: value })}
      />
      <fieldset className={classes.range}>
        <legend>Score</legend>
        <ScoreLimit label="Lowest score" hint="0" value={search.min} onPick={(min) => onChange({ min })} />
        <span aria-hidden="true">–</span>
        <ScoreLimit label="Highest score" hint="100" value={search.max} onPick={(max) => onChange({ max })} />
      </fieldset>
      {(count > 0 || search.q) && (
        <Button variant="subtle" leftSection={<IconFilterOff size={15} aria-hidden />} onClick={onClear}>
          Clear{count > 0 ? ` ${count}` : ''}
        </Button>
      )}
    </div>
  );
}

/** A value from the address that no call has (any more) is still shown, or nobody could see why the list is empty. */
function withPresent(values: string[], present: string | undefined): Choice[] {
  const all = present === undefined || values.includes(present) ? values : [present, ...values];
  return all.map((value) => ({ value, label: value }));
}

interface FilterProps<Value extends string> {
  label: string;
  any: string;
  data: Choice[];
  value: Value | undefined;
  onPick(value: Value | undefined): void;
}

function Filter<Value extends string>({ label, any, data, value, onPick }: FilterProps<Value>) {
  return (
    <Select
      className={classes.filter}
      aria-label={label}
      placeholder={any}
      data={data}
      value={value ?? null}
      onChange={(picked) => onPick((picked as Value | null) ?? undefined)}
      clearable
      searchable={data.length > 8}
      data-set={value !== undefined || undefined}
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      nothingFoundMessage="None"
    />
  );
}

interface LimitProps {
  label: string;
  hint: string;
  value: number | undefined;
  onPick(value: number | undefined): void;
}

function ScoreLimit({ label, hint, value, onPick }: LimitProps) {
  return (
    <TextInput
      className={classes.limit}
      type="number"
      aria-label={label}
      placeholder={hint}
      min={0}
      max={100}
      value={value ?? ''}
      onChange={({ currentTarget }) =>
        onPick(currentTarget.value === '' ? undefined : clampScore(currentTarget.valueAsNumber))
      }
    />
  );
}

const clampScore = (typed: number) => Math.min(100, Math.max(0, typed));
