import { Button, FileInput, Group, Modal, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useCreateScenarioDraft } from '../../api/scenario-editing.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './Scenarios.module.css';

/** A YAML file becomes the next draft of the scenario whose id it says. */
export function ImportScenario({ onClose }: { onClose(): void }) {
  const [file, setFile] = useState<File | null>(null);
  const create = useCreateScenarioDraft();
  const navigate = useNavigate();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return;
    const { id, version } = await create.mutateAsync({ yaml: await file.text() });
    await navigate({
      to: '/scenarios/$scenarioId/$version',
      params: { scenarioId: id, version: String(version) },
    });
  };
  return (
    <Modal opened onClose={onClose} title="Import a scenario" closeButtonProps={{ 'aria-label': 'Close' }}>
      {/* What fails is shown below; there is nothing more to do about it. */}
      <form onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <Text size="sm">
          The file becomes a draft: the next version of the scenario whose id it says. Mistakes in it can be
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
        {create.error && (
          <div role="alert" className={classes.problem}>
            <ProblemText problem={toProblem(create.error)} />
          </div>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="sm" disabled={!file} loading={create.isPending}>
            Import
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
