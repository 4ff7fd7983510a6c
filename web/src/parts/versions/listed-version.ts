import type { ScenarioVersionSummary } from '../../../../src/model/scenario-editing.ts';
import type { VersionSummary } from '../../../../src/model/scorecard-editing.ts';
import { formatInstant } from '../../format/time.ts';

export type ListedVersion = VersionSummary | ScenarioVersionSummary;

/** Who made a version, when, and what for. */
export function historyOf(listed: ListedVersion): string {
  const { origin, author, note, publishedAt, archivedAt, createdAt, problem } = listed;
  if (origin === 'pack') return 'from the files of the pack';
  const parts = [
    problem && `cannot be read: ${problem}`,
    note,
    author && `by ${author}`,
    publishedAt
      ? `published ${formatInstant(publishedAt)}`
      : createdAt && `begun ${formatInstant(createdAt)}`,
    archivedAt && `archived ${formatInstant(archivedAt)}`,
  ];
  return parts.filter(Boolean).join(' · ');
}
