import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ScenarioVersion } from '../../../../../src/model/scenario-editing.ts';
import { usePublishScenario } from '../../../api/scenario-editing.ts';
import { ProblemText } from '../../../parts/Problem.tsx';
import { ReviewerName } from '../../../parts/ReviewerName.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { toProblem } from '../../../parts/to-problem.ts';
import { useReviewer } from '../../../parts/use-reviewer.ts';

interface Props {
  version: ScenarioVersion;
  onClose(): void;
}

/** Puts a saved draft in force; what changed is said. */
export function PublishScenario({ version, onClose }: Props) {
  const [note, setNote] = useState('');
  const [author] = useReviewer();
  const publish = usePublishScenario(version);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate({ digest: version.digest, note: note.trim(), author: author.trim() || null });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Publish version ${version.version} of ${version.title}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Text size="sm" mb="sm">
          New drills are played by it at once. Drills there are keep their version, and this text is not
          changed any more.
        </Text>
        <Textarea
          mb="sm"
          size="sm"
          label="What changed, and why"
          required
          autosize
          minRows={2}
          data-autofocus
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
        <ReviewerName />
        {publish.error && (
          <div role="alert" className={classes.small}>
            <ProblemText problem={toProblem(publish.error)} />
          </div>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="sm" onClick={onClose}>
            Not yet
          </Button>
          <Button type="submit" size="sm" disabled={note.trim().length < 3} loading={publish.isPending}>
            Publish
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
