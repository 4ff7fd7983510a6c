import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

/** Asks before unsaved changes are lost. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Modal
      opened
      onClose={blocker.reset}
      title="Leave without saving?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Text size="md">What you changed in this draft since it was saved would be lost.</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" size="sm" onClick={blocker.reset} data-autofocus>
          Stay
        </Button>
        <Button color="red.8" size="sm" onClick={blocker.proceed}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
