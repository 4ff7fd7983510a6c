import { Button, Select, TextInput } from '@mantine/core';
import IconFilterOff from '@tabler/icons-react/dist/esm/icons/IconFilterOff.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import type { RefObject } from 'react';
import { Kind } from '../../../../src/model/call.ts';
import type { Listed } from '../../api/live/live-store.ts';
import { kindWords } from '../../words.ts';
import { isNarrowed, type LiveSearch } from './live-search.ts';
import classes from './Wall.module.css';

interface Props {
  calls: readonly Listed[];
  search: LiveSearch;
  inputRef: RefObject<HTMLInputElement | null>;
  onChange(next: Partial<LiveSearch>): void;
  onClear(): void;
}

export function WallFilters({ calls, search, inputRef, onChange, onClear }: Props) {
  // What the address names and no open call has is still shown, or nobody could see why the wall is empty.
  const queues = named([...calls.map(({ queue }) => queue), search.queue]);
  const teams = named([...calls.map(({ team }) => team), search.team]);
  return (
    <search className={classes.tools}>
      <TextInput
        ref={inputRef}
        type="search"
        className={classes.filter}
        aria-label="Agent"
        placeholder="Agent"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search.agent ?? ''}
        onChange={({ currentTarget }) => onChange({ agent: currentTarget.value || undefined })}
      />
      <Select
        className={classes.filter}
        aria-label="Queue"
        placeholder="Any queue"
        data={queues}
        value={search.queue ?? null}
        onChange={(queue) => onChange({ queue: queue ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear queue' }}
        nothingFoundMessage="None"
      />
      {teams.length > 0 && (
        <Select
          className={classes.filter}
          aria-label="Team"
          placeholder="Any team"
          data={teams}
          value={search.team ?? null}
          onChange={(team) => onChange({ team: team ?? undefined })}
          clearable
          clearButtonProps={{ 'aria-label': 'Clear team' }}
          nothingFoundMessage="None"
        />
      )}
      <Select
        className={classes.filter}
        aria-label="Kind"
        placeholder="Any kind"
        data={Kind.options.map((value) => ({ value, label: kindWords[value] }))}
        value={search.kind ?? null}
        onChange={(kind) => onChange({ kind: kind ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear kind' }}
      />
      {isNarrowed(search) && (
        <Button variant="subtle" leftSection={<IconFilterOff size={15} aria-hidden />} onClick={onClear}>
          Clear
        </Button>
      )}
    </search>
  );
}

function named(all: readonly (string | null | undefined)[]): string[] {
  return [...new Set(all)].filter((name) => typeof name === 'string').toSorted();
}
