import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { type Ref, useEffect, useState } from 'react';

interface Props {
  words: string;
  onChange(words: string): void;
  inputRef: Ref<HTMLInputElement>;
}

const quietMs = 250;

/** Searches as one types; the address keeps the words, so a change there (Back, a link) shows here. */
export function CallSearchBox({ words, onChange, inputRef }: Props) {
  const [typed, setTyped] = useState(words);
  const send = useDebouncedCallback(onChange, quietMs);

  useEffect(() => {
    setTyped((present) => (present.trim() === words ? present : words));
  }, [words]);

  return (
    <TextInput
      ref={inputRef}
      type="search"
      size="sm"
      aria-label="Search transcripts"
      placeholder={'Search what was said: white van, "not breathing", gun -water'}
      maxLength={200}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed !== '' && (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => {
              setTyped('');
              onChange('');
            }}
          />
        )
      }
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value.trim());
      }}
    />
  );
}
