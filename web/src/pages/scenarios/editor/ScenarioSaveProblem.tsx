import { Button, Group } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { ApiFailure } from '../../../api/ask.ts';
import { useCreateScenarioDraft, useScenarioVersion } from '../../../api/scenario-editing.ts';
import { Notice } from '../../../parts/Notice.tsx';
import { ProblemText } from '../../../parts/Problem.tsx';
import { toProblem } from '../../../parts/to-problem.ts';
import type { ScenarioDraft } from './use-scenario-draft.ts';

/** Why the draft was not saved; when somebody else saved it meanwhile, what can be done with both texts. */
export function ScenarioSaveProblem({ draft }: { draft: ScenarioDraft }) {
  const { saveError, version, text } = draft;
  const stored = useScenarioVersion(version);
  const create = useCreateScenarioDraft();
  if (!saveError) return null;
  const isRival = saveError instanceof ApiFailure && saveError.code === 'scenario_changed';
  const load = async () => {
    const { data } = await stored.refetch();
    if (!data) return;
    draft.edit(() => data.yaml);
    draft.forgetError();
  };
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
          {!create.data && !version.twin && (
            <Button
              variant="default"
              loading={create.isPending}
              onClick={() => create.mutate({ yaml: text })}
            >
              Keep mine as a new draft
            </Button>
          )}
        </Group>
      )}
    </Notice>
  );
}
