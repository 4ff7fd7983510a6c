import { TextInput } from '@mantine/core';
import { useReviewer } from './use-reviewer.ts';

export function ReviewerName() {
  const [name, setName] = useReviewer();
  return (
    <TextInput
      label="Your name"
      description={name.trim() === '' ? 'Decisions are signed with it.' : undefined}
      placeholder="First and last name"
      value={name}
      maxLength={80}
      onChange={(event) => setName(event.currentTarget.value)}
    />
  );
}
