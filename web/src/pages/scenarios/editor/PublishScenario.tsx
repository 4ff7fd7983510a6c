import type { ScenarioVersion } from '../../../../../src/model/scenario-editing.ts';
import { usePublishScenario } from '../../../api/scenario-editing.ts';
import { ReviewerName } from '../../../parts/ReviewerName.tsx';
import { PublishDialog } from '../../../parts/text-editor/PublishDialog.tsx';
import { useReviewer } from '../../../parts/use-reviewer.ts';

interface Props {
  version: ScenarioVersion;
  onClose(): void;
}

export function PublishScenario({ version, onClose }: Props) {
  const [author] = useReviewer();
  const publish = usePublishScenario(version);
  return (
    <PublishDialog
      version={version}
      effect="New drills are played by it at once. Drills that were begun before keep their version, and this text can no longer be changed."
      publish={publish}
      onPublish={(note) => publish.mutate({ digest: version.digest, note, author: author.trim() || null })}
      onClose={onClose}
    >
      <ReviewerName />
    </PublishDialog>
  );
}
