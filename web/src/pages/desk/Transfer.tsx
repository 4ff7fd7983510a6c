import { Button, TextInput } from '@mantine/core';
import IconPhoneOutgoing from '@tabler/icons-react/dist/esm/icons/IconPhoneOutgoing.mjs';
import { useState } from 'react';
import classes from './CallControls.module.css';
import { ControlPopover } from './ControlPopover.tsx';
import type { DeskCall } from './desk-call.ts';

/** Where calls go most; anything else is written. */
const places = ['Fire', 'EMS', 'Police', 'Crisis line', 'Supervisor'];

interface Props {
  opened: boolean;
  onOpen(on: boolean): void;
  call: DeskCall;
}

export function Transfer({ opened, onOpen, call }: Props) {
  const [to, setTo] = useState('');
  const go = (place: string) => {
    call.transfer(place);
    setTo('');
    onOpen(false);
  };
  return (
    <ControlPopover label="Transfer" icon={IconPhoneOutgoing} opened={opened} onOpen={onOpen}>
      <form
        className={classes.transfer}
        onSubmit={(event) => {
          event.preventDefault();
          if (to.trim() !== '') go(to.trim());
        }}
      >
        <TextInput
          label="Transfer to"
          description="Hands the caller over: your part ends with it."
          placeholder="Another centre, a person, a number"
          value={to}
          maxLength={200}
          data-autofocus
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
        <div className={classes.places}>
          {places.map((place) => (
            <Button key={place} variant="default" onClick={() => go(place)}>
              {place}
            </Button>
          ))}
        </div>
        <Button type="submit" disabled={to.trim() === ''}>
          Transfer
        </Button>
      </form>
    </ControlPopover>
  );
}
