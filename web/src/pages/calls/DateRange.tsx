import { TextInput } from '@mantine/core';
import classes from './CallFilters.module.css';
import type { CallsSearch } from './calls-search.ts';

interface Props {
  search: CallsSearch;
  onChange(next: Partial<CallsSearch>): void;
}

/** The days on which calls began, both included. The browser's own date field speaks the reader's language. */
export function DateRange({ search, onChange }: Props) {
  return (
    <fieldset className={classes.range}>
      <legend>Date</legend>
      <TextInput
        type="date"
        aria-label="From day"
        max={search.to}
        value={search.from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        aria-label="To day"
        min={search.from}
        value={search.to ?? ''}
        onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
      />
    </fieldset>
  );
}
