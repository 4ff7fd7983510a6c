import { ConfirmButton } from '../ConfirmButton.tsx';
import { ProblemText } from '../Problem.tsx';
import { toProblem } from '../to-problem.ts';
import type { ListedVersion } from './listed-version.ts';
import classes from './Versions.module.css';

interface Change {
  mutate(place: { id: string; version: number }): void;
  isPending: boolean;
  error: Error | null;
}

interface Props {
  id: string;
  title: string;
  version: ListedVersion;
  exportUrl: string;
  /** What archiving one means for what it was used for, in a sentence. */
  archived: string;
  archive: Change;
  discard: Change;
}

/** What can be done with a version from the list. */
export function VersionActions({ id, title, version, exportUrl, archived, archive, discard }: Props) {
  const { status, origin } = version;
  const place = { id, version: version.version };
  const what = `version ${version.version} of ${title}`;
  const error = archive.error ?? discard.error;
  return (
    <span className={classes.actions}>
      <a href={exportUrl} download aria-label={`Export ${what} as YAML`}>
        Export
      </a>
      {origin === 'dashboard' && status === 'published' && (
        <ConfirmButton
          label="Archive"
          what={what}
          question={`Archive ${what}? ${archived} The newest version still published is in force again.`}
          loading={archive.isPending}
          onConfirm={() => archive.mutate(place)}
        />
      )}
      {origin === 'dashboard' && status === 'draft' && (
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
