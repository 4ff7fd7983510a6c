import { Select, TextInput } from '@mantine/core';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { Kind } from '../../../../src/model/call.ts';
import { kindWords } from '../../words.ts';
import classes from './Training.module.css';
import type { TrainingSearch } from './training-search.ts';
import { levelWords } from './words.ts';

interface Props {
  search: TrainingSearch;
  onChange(next: Partial<TrainingSearch>): void;
}

export function TrainingFilters({ search, onChange }: Props) {
  return (
    <search className={classes.filters}>
      <TextInput
        type="search"
        aria-label="Search scenarios"
        placeholder="Search scenarios"
        className={classes.search}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={search.q ?? ''}
        onChange={({ currentTarget }) => onChange({ q: currentTarget.value || undefined })}
      />
      <Select
        aria-label="Level"
        placeholder="Any level"
        data={Object.entries(levelWords).map(([level, { name }]) => ({
          value: level,
          label: `${level} ${name}`,
        }))}
        value={search.level === undefined ? null : String(search.level)}
        onChange={(level) => onChange({ level: level === null ? undefined : Number(level) })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear level' }}
      />
      <Select
        aria-label="Kind"
        placeholder="Any kind"
        data={Kind.options.map((value) => ({ value, label: kindWords[value] }))}
        value={search.kind ?? null}
        onChange={(kind) => onChange({ kind: kind ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear kind' }}
      />
    </search>
  );
}
