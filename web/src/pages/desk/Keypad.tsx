import { Button } from '@mantine/core';
import IconDialpad from '@tabler/icons-react/dist/esm/icons/IconDialpad.mjs';
import { useState } from 'react';
import classes from './CallControls.module.css';
import { ControlPopover } from './ControlPopover.tsx';
import type { DeskCall } from './desk-call.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

interface Props {
  opened: boolean;
  onOpen(on: boolean): void;
  call: DeskCall;
}

/** Tones onto the line; digits can be typed while it is open. */
export function Keypad({ opened, onOpen, call }: Props) {
  const [pressed, setPressed] = useState('');
  const press = (key: string) => {
    call.keypad(key);
    setPressed((before) => `${before}${key}`.slice(-12));
  };
  return (
    <ControlPopover
      label="Keypad"
      icon={IconDialpad}
      opened={opened}
      onOpen={onOpen}
      onKeyDown={({ key }) => {
        if (keys.includes(key)) press(key);
      }}
    >
      <p className={classes.pressed} role="status" aria-label="Keys pressed">
        {pressed}
      </p>
      <div className={classes.keys}>
        {keys.map((key) => (
          <Button key={key} size="sm" variant="default" px={0} onClick={() => press(key)}>
            {key}
          </Button>
        ))}
      </div>
    </ControlPopover>
  );
}
