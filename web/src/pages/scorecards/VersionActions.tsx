import type { VersionSummary } from '../../../../src/model/scorecard-editing.ts';
import { exportUrl, useArchive, useDiscardDraft } from '../../api/scorecard-editing.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './Scorecards.module.css';

interface Props {
  id: string;
  title: string;
  version: VersionSummary;
}

/** What can be done with a version from the list. */
export function VersionActions({ id, title, version }: Props) {
  const archive = useArchive();
  const discard = useDiscardDraft();
  const place = { id, version: version.version };
  const what = `version ${version.version} of ${title}`;
  const error = archive.error ?? discard.error;
  return (
    <span className={classes.versionActions}>
      <a href={exportUrl(place)} download aria-label={`Export ${what} as YAML`}>
        Export
      </a>
      {version.origin === 'dashboard' && version.status === 'published' && (
        <ConfirmButton
          label="Archive"
          what={what}
          question={`Archive ${what}? It judges no new calls; what it judged stays. The newest version still published is in force again.`}
          loading={archive.isPending}
          onConfirm={() => archive.mutate(place)}
        />
      )}
      {version.origin === 'dashboard' && version.status === 'draft' && (
        <ConfirmButton
          label="Discard"
          what={what}
          question={`Discard ${what}? It cannot be brought back.`}
          loading={discard.isPending}
          onConfirm={() => discard.mutate(place)}
        />
      )}
      {error && (
        <span role="alert" className={classes.problem}>
          <ProblemText problem={toProblem(error)} />
        </span>
      )}
    </span>
  );
}
