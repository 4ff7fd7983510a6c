import { Button, Group } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { ApiFailure } from '../../api/ask.ts';
import { Notice } from '../Notice.tsx';
import { ProblemText } from '../Problem.tsx';
import { toProblem } from '../to-problem.ts';
import type { TextDraft } from './text-draft.ts';

interface Props {
  draft: TextDraft<unknown>;
  /** The error's code when somebody else saved the draft meanwhile. */
  rivalCode: string;
  /** The version as it is stored. */
  stored: { refetch(): Promise<{ data: { yaml: string } | undefined }>; isFetching: boolean };
  /** How making a new draft goes. */
  create: { data: { version: number } | undefined; isPending: boolean; error: Error | null };
  /** Makes a new draft of what was typed; null where that cannot be. */
  onKeep: (() => void) | null;
}

/** Why the draft was not saved; when somebody else saved it meanwhile, what can be done with both texts. */
export function SaveProblem({ draft, rivalCode, stored, create, onKeep }: Props) {
  const { saveError } = draft;
  if (!saveError) return null;
  const isRival = saveError instanceof ApiFailure && saveError.code === rivalCode;
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
          {!create.data && onKeep && (
            <Button variant="default" loading={create.isPending} onClick={onKeep}>
              Keep mine as a new draft
            </Button>
          )}
        </Group>
      )}
    </Notice>
  );
}
