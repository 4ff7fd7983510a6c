import { Button, Group } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { ApiFailure } from '../../../api/ask.ts';
import { useCreateDraft, useVersion } from '../../../api/scorecard-editing.ts';
import { Notice } from '../../../parts/Notice.tsx';
import { ProblemText } from '../../../parts/Problem.tsx';
import { toProblem } from '../../../parts/to-problem.ts';
import type { Draft } from './use-draft.ts';

/** Why the draft was not saved; when somebody else saved it meanwhile, what can be done with both texts. */
export function SaveProblem({ draft }: { draft: Draft }) {
  const { saveError, version, text } = draft;
  const stored = useVersion(version);
  const create = useCreateDraft();
  if (!saveError) return null;
  const isRival = saveError instanceof ApiFailure && saveError.code === 'scorecard_changed';
  const load = async () => {
    const { data } = await stored.refetch();
    if (!data) return;
    draft.edit(() => data.yaml);
    draft.forgetError();
  };
  const keepMine = () => create.mutate({ packId: version.packId, yaml: text });
  return (
    <Notice tone="poor" role="alert" icon={IconAlertTriangle} title="The draft was not saved">
      <ProblemText problem={toProblem(create.error ?? saveError)} />
      {create.data && (
        <p>Your text is kept as version {create.data.version}. This one can be loaded again.</p>
      )}
      {isRival && (
        <Group mt="sm" gap="xs">
          <Button variant="default" loading={stored.isFetching} onClick={() => void load()}>
            Load what was saved
          </Button>
          {!create.data && (
            <Button variant="default" loading={create.isPending} onClick={keepMine}>
              Keep mine as a new draft
            </Button>
          )}
        </Group>
      )}
    </Notice>
  );
}
