import { Button, Popover } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { KeyboardEventHandler, ReactNode } from 'react';

interface Props {
  label: string;
  icon: TablerIcon;
  opened: boolean;
  onOpen(on: boolean): void;
  onKeyDown?: KeyboardEventHandler;
  children: ReactNode;
}

/** A control of the line that asks for more below its button. */
export function ControlPopover({ label, icon: Icon, opened, onOpen, onKeyDown, children }: Props) {
  return (
    <Popover opened={opened} onChange={onOpen} trapFocus returnFocus position="bottom-start" withArrow>
      <Popover.Target>
        <Button
          size="sm"
          variant="default"
          onClick={() => onOpen(!opened)}
          leftSection={<Icon size={16} aria-hidden />}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} onKeyDown={onKeyDown}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
