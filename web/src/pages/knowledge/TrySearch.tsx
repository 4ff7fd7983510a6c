import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useRef, useState } from 'react';
import { useKnowledgeSearch } from '../../api/knowledge.ts';
import { FoundPassages } from '../../parts/FoundPassages.tsx';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import classes from './Knowledge.module.css';

const quietMs = 80;

/** The look-up as call takers have it, to see what is found. */
export function TrySearch() {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), quietMs);
  const input = useRef<HTMLInputElement>(null);
  const asked = typed.trim() === '' ? '' : words;
  const found = useKnowledgeSearch(asked);
  useShortcuts('Knowledge', [
    { keys: ['/'], does: 'Search the documents', run: () => input.current?.focus() },
  ]);
  return (
    <div className={classes.search}>
      <TextInput
        ref={input}
        type="search"
        size="sm"
        aria-label="Search the documents"
        placeholder="Search as a call taker would"
        maxLength={200}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          typed !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setTyped('')} />
        }
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {asked !== '' && <FoundPassages found={found} />}
    </div>
  );
}
