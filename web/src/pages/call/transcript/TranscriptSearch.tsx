import { ActionIcon, TextInput } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { type KeyboardEvent, useRef } from 'react';
import { useShortcuts } from '../../../shell/Shortcuts.tsx';
import classes from './TranscriptSearch.module.css';
import type { SearchInCall } from './use-search-in-call.ts';

interface Props {
  search: SearchInCall;
  onGo(turn: number): void;
}

export function TranscriptSearch({ search, onGo }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useShortcuts('Transcript', [
    { keys: ['/', 'shift+/'], does: 'Search in this call', run: () => input.current?.select() },
  ]);
  const step = (by: 1 | -1) => {
    const turn = search.step(by);
    if (turn !== null) onGo(turn);
  };
  const stepByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || search.hits.length === 0) return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  };
  const searching = search.query.trim() !== '';
  const none = search.hits.length === 0;
  return (
    <search className={classes.search}>
      <TextInput
        ref={input}
        type="search"
        aria-label="Search in this call"
        placeholder="Search in this call"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search.query}
        onChange={(event) => search.setQuery(event.currentTarget.value)}
        onKeyDown={stepByKey}
      />
      <span className={classes.count} role="status" aria-live="polite">
        {searching && search.settled && countOf(search)}
      </span>
      {searching && (
        <>
          <ActionIcon size="sm" aria-label="Hit before" disabled={none} onClick={() => step(-1)}>
            <IconChevronUp size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon size="sm" aria-label="Next hit" disabled={none} onClick={() => step(1)}>
            <IconChevronDown size={15} aria-hidden />
          </ActionIcon>
        </>
      )}
    </search>
  );
}

function countOf({ hits, at }: SearchInCall): string {
  if (hits.length === 0) return 'not said';
  return at === null
    ? `${hits.length} ${hits.length === 1 ? 'turn' : 'turns'}`
    : `${hits.indexOf(at) + 1} of ${hits.length}`;
}
