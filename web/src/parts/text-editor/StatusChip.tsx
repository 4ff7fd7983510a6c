import type { VersionSummary } from '../../../../src/model/scorecard-editing.ts';
import classes from './StatusChip.module.css';

export type Standing = Pick<VersionSummary, 'status' | 'inForce' | 'problem'>;

/** Where a version stands, in a word. */
export function StatusChip({ version }: { version: Standing }) {
  const { status, inForce, problem } = version;
  const [tone, word] =
    problem !== null
      ? ['broken', 'Unreadable']
      : inForce
        ? ['force', status === 'draft' ? 'In force (draft)' : 'In force']
        : [status, { draft: 'Draft', published: 'Published', archived: 'Archived' }[status]];
  return (
    <span className={classes.chip} data-tone={tone}>
      {word}
    </span>
  );
}
