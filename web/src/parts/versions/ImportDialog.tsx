import { Button, FileInput, Group, Modal, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ProblemText } from '../Problem.tsx';
import { toProblem } from '../to-problem.ts';
import classes from './Versions.module.css';

interface Props {
  /** What the file holds: `scorecard`. */
  what: string;
  /** Whether all but the file is there. */
  isReady?: boolean;
  /** How making the draft goes. */
  create: { isPending: boolean; error: Error | null };
  /** Takes the text of the file. What it rejects with is shown from `create`. */
  onImport(yaml: string): Promise<void>;
  onClose(): void;
  /** What else has to be said of it. */
  children?: ReactNode;
}

/** A YAML file becomes the next draft of whatever has the id it says. */
export function ImportDialog({ what, isReady = true, create, onImport, onClose, children }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (file && isReady) await onImport(await file.text());
  };
  return (
    <Modal opened onClose={onClose} title={`Import a ${what}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      {/* What fails is shown below; there is nothing more to do about it. */}
      <form onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <Text size="sm">
          The file becomes a draft: the next version of the {what} whose id it says. Mistakes in it can be
          mended here.
        </Text>
        <FileInput
          mt="sm"
          size="sm"
          label="YAML file"
          placeholder="Choose a file"
          accept=".yaml,.yml,application/yaml"
          value={file}
          onChange={setFile}
          data-autofocus
        />
        {children}
        {create.error && (
          <div role="alert" className={classes.problem}>
            <ProblemText problem={toProblem(create.error)} />
          </div>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="sm" disabled={!file || !isReady} loading={create.isPending}>
            Import
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
