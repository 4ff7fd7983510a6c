import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ScorecardLibrary } from '../../../../src/model/scorecard-editing.ts';
import { useCreateDraft } from '../../api/scorecard-editing.ts';
import { ImportDialog } from '../../parts/versions/ImportDialog.tsx';
import { useOpenScorecard } from './use-open-scorecard.ts';

interface Props {
  packs: ScorecardLibrary['packs'];
  onClose(): void;
}

export function ImportScorecard({ packs, onClose }: Props) {
  const [packId, setPackId] = useState(packs[0]?.id ?? null);
  const create = useCreateDraft();
  const openScorecard = useOpenScorecard();
  const importText = async (yaml: string) => {
    if (packId !== null) await openScorecard(await create.mutateAsync({ packId, yaml }));
  };
  return (
    <ImportDialog
      what="scorecard"
      isReady={packId !== null}
      create={create}
      onImport={importText}
      onClose={onClose}
    >
      <Select
        mt="sm"
        size="sm"
        label="Pack whose cues it uses"
        data={packs.map((pack) => ({ value: pack.id, label: pack.title }))}
        value={packId}
        onChange={setPackId}
        allowDeselect={false}
      />
    </ImportDialog>
  );
}
