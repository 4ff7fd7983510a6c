import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

interface Props {
  label: string;
  /** What it is done to, so that a list of such buttons can be told apart. */
  what: string;
  question: string;
  loading?: boolean;
  onConfirm(): void;
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ label, what, question, loading, onConfirm }: Props) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button
        variant="default"
        loading={loading ?? false}
        onClick={dialog.open}
        aria-label={`${label} ${what}`}
      >
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={`${label}?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text size="md">{question}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="sm" onClick={dialog.close} data-autofocus>
            Keep it
          </Button>
          <Button
            color="red.8"
            size="sm"
            onClick={() => {
              dialog.close();
              onConfirm();
            }}
          >
            {label}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
