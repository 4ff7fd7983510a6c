import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  when: boolean;
  title: string;
  /** On the button that leaves. */
  leave: string;
  /** What would be lost. */
  children: ReactNode;
}

/** Asks before a page is left on which something would be lost. */
export function LeaveGuard({ when, title, leave, children }: Props) {
  const blocker = useBlocker({
    shouldBlockFn: () => when,
    enableBeforeUnload: () => when,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Modal opened onClose={blocker.reset} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Text size="md">{children}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" size="sm" onClick={blocker.reset} data-autofocus>
          Stay
        </Button>
        <Button color="red.8" size="sm" onClick={blocker.proceed}>
          {leave}
        </Button>
      </Group>
    </Modal>
  );
}
