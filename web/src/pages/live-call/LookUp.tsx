import { ActionIcon, CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { KnowledgeHit } from '../../../../src/model/knowledge.ts';
import { useDocuments, useKnowledgeSearch } from '../../api/knowledge.ts';
import { FoundPassages, PassageList } from '../../parts/FoundPassages.tsx';
import { moveFocus } from '../../parts/move-focus.ts';
import classes from './NextSteps.module.css';

interface Props {
  inputRef: RefObject<HTMLInputElement | null>;
  /** What the documents say about this call, without being asked. */
  suggestions: readonly KnowledgeHit[];
  onOpen(hit: KnowledgeHit): void;
  onDismiss: ((hit: KnowledgeHit) => void) | null;
}

const quietMs = 80;

/** Looks things up in the centre's documents, in place; what fits the call stands beneath until something is typed. */
export function LookUp({ inputRef, suggestions, onOpen, onDismiss }: Props) {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), quietMs);
  const list = useRef<HTMLUListElement>(null);
  const isEmpty = useDocuments().data?.documents.length === 0;
  const asked = typed.trim() === '' ? '' : words;
  const found = useKnowledgeSearch(asked);

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      moveFocus(list.current, 'li', event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      // It ends the look-up, and dismisses nothing.
      event.stopPropagation();
      setTyped('');
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the field and what was found
    <div onKeyDown={onKey}>
      <TextInput
        ref={inputRef}
        type="search"
        size="sm"
        aria-label="Look something up in the centre’s documents"
        placeholder="Look something up"
        maxLength={200}
        leftSection={<IconBook size={16} aria-hidden />}
        rightSection={
          typed === '' ? (
            <Kbd size="xs">/</Kbd>
          ) : (
            <CloseButton size="sm" aria-label="Clear the look-up" onClick={() => setTyped('')} />
          )
        }
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {asked !== '' && isEmpty ? (
        <p className={classes.quiet}>There are no documents yet. They are added on the page Knowledge.</p>
      ) : asked !== '' ? (
        <FoundPassages found={found} listRef={list} onOpen={onOpen} />
      ) : (
        suggestions.length > 0 && (
          <>
            <p className={classes.quiet}>About this call</p>
            <PassageList
              hits={suggestions}
              listRef={list}
              onOpen={onOpen}
              {...(onDismiss ? { beside: (hit) => <Dismiss hit={hit} onDismiss={onDismiss} /> } : {})}
            />
          </>
        )
      )}
    </div>
  );
}

function Dismiss({ hit, onDismiss }: { hit: KnowledgeHit; onDismiss(hit: KnowledgeHit): void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={`Dismiss: ${hit.headings.at(-1) ?? hit.documentTitle}`}
      onClick={() => onDismiss(hit)}
    >
      <IconX size={15} aria-hidden />
    </ActionIcon>
  );
}
