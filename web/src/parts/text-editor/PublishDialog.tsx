import { Button, Group, Modal, type ModalProps, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ProblemText } from '../Problem.tsx';
import { toProblem } from '../to-problem.ts';
import classes from './Editor.module.css';

interface Props {
  version: { version: number; title: string };
  /** What publishing does, in a sentence or two. */
  effect: string;
  size?: ModalProps['size'];
  /** Whether all but the note is there. */
  isReady?: boolean;
  /** How publishing goes. */
  publish: { isPending: boolean; error: Error | null };
  onPublish(note: string): void;
  onClose(): void;
  /** Who publishes, and what has to be looked at before. */
  children: ReactNode;
}

/** Puts a saved draft in force; what changed is said. */
export function PublishDialog({
  version,
  effect,
  size = 'md',
  isReady = true,
  publish,
  onPublish,
  onClose,
  children,
}: Props) {
  const [typed, setTyped] = useState('');
  const note = typed.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPublish(note);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={size}
      title={`Publish version ${version.version} of ${version.title}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Text size="sm">{effect}</Text>
        <Textarea
          my="sm"
          size="sm"
          label="What changed, and why"
          required
          autosize
          minRows={2}
          data-autofocus
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
        {children}
        {publish.error && (
          <div role="alert" className={classes.small}>
            <ProblemText problem={toProblem(publish.error)} />
          </div>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="sm" onClick={onClose}>
            Not yet
          </Button>
          <Button type="submit" size="sm" disabled={note.length < 3 || !isReady} loading={publish.isPending}>
            Publish
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
