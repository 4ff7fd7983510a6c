import { Button, FileInput, Group, Modal, Select, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ScorecardLibrary } from '../../../../src/model/scorecard-editing.ts';
import { useCreateDraft } from '../../api/scorecard-editing.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './Scorecards.module.css';

interface Props {
  packs: ScorecardLibrary['packs'];
  onClose(): void;
}

/** A YAML file becomes the next draft of the scorecard whose id it says. */
export function ImportDialog({ packs, onClose }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [packId, setPackId] = useState(packs[0]?.id ?? null);
  const create = useCreateDraft();
  const navigate = useNavigate();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file || packId === null) return;
    const { id, version } = await create.mutateAsync({ packId, yaml: await file.text() });
    await navigate({
      to: '/scorecards/$scorecardId/$version',
      params: { scorecardId: id, version: String(version) },
    });
  };
  return (
    <Modal opened onClose={onClose} title="Import a scorecard" closeButtonProps={{ 'aria-label': 'Close' }}>
      {/* What fails is shown below; there is nothing more to do about it. */}
      <form onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <Text size="sm">
          The file becomes a draft: the next version of the scorecard whose id it says. Mistakes in it can be
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
        <Select
          mt="sm"
          size="sm"
          label="Pack whose cues it uses"
          data={packs.map((pack) => ({ value: pack.id, label: pack.title }))}
          value={packId}
          onChange={setPackId}
          allowDeselect={false}
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
          <Button type="submit" size="sm" disabled={!file || packId === null} loading={create.isPending}>
            Import
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
