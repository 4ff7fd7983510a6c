import { Alert } from '@mantine/core';
import type { Leftover } from './bundles.ts';

interface Props {
  leftovers: Leftover[];
  onDismiss(): void;
}

export function Leftovers({ leftovers, onDismiss }: Props) {
  if (leftovers.length === 0) return null;
  return (
    <Alert
      mt="sm"
      color="yellow"
      role="status"
      title={leftovers.length === 1 ? 'A file was left out' : `${leftovers.length} files were left out`}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={onDismiss}
      styles={{ message: { color: 'var(--ear-ink)' }, label: { color: 'var(--ear-fair)' } }}
    >
      <ul>
        {leftovers.map(({ file, why }) => (
          <li key={file.name}>
            {file.name}: {why} Drop both together, or attach a transcript on the page of its call.
          </li>
        ))}
      </ul>
    </Alert>
  );
}
