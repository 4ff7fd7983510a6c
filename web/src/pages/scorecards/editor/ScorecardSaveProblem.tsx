import { useCreateDraft, useVersion } from '../../../api/scorecard-editing.ts';
import { SaveProblem } from '../../../parts/text-editor/SaveProblem.tsx';
import type { Draft } from './use-draft.ts';

export function ScorecardSaveProblem({ draft }: { draft: Draft }) {
  const { version, text } = draft;
  const stored = useVersion(version);
  const create = useCreateDraft();
  return (
    <SaveProblem
      draft={draft}
      rivalCode="scorecard_changed"
      stored={stored}
      create={create}
      onKeep={() => create.mutate({ packId: version.packId, yaml: text })}
    />
  );
}
