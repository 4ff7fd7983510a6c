import { exportUrl, useCreateDraft } from '../../../api/scorecard-editing.ts';
import { EditorHead } from '../../../parts/text-editor/EditorHead.tsx';
import { kindWords } from '../../../words.ts';
import { useOpenScorecard } from '../use-open-scorecard.ts';
import { PublishScorecard } from './PublishScorecard.tsx';
import type { Draft } from './use-draft.ts';

export function ScorecardHead({ draft, title }: { draft: Draft; title: string }) {
  const { version } = draft;
  const create = useCreateDraft();
  const onSuccess = useOpenScorecard();
  return (
    <EditorHead
      draft={draft}
      title={title}
      list={{ to: '/scorecards', name: 'Scorecards' }}
      exportUrl={exportUrl(version)}
      facts={` · ${kindWords[version.kind]}`}
      nextDraft={{
        label: 'New draft from this',
        isPending: create.isPending,
        error: create.error,
        onMake: () => create.mutate({ from: { id: version.id, version: version.version } }, { onSuccess }),
      }}
      publishDialog={(onClose) => <PublishScorecard version={version} onClose={onClose} />}
    />
  );
}
