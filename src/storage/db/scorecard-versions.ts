import type { Selectable } from 'kysely';
import { toJson } from './storable.ts';
import type { Db, ScorecardVersionsTable } from './tables.ts';
import { type TextAddress, textVersions } from './text-versions.ts';

/** Versions of scorecards made in the dashboard. */
export type VersionRow = Selectable<ScorecardVersionsTable>;

export interface VersionAddress {
  scorecardId: string;
  version: number;
}

const versions = textVersions({
  table: 'scorecard_versions',
  of: 'scorecard_id',
  lock: 0x45617274,
  errors: {
    notFound: 'scorecard_version_not_found',
    notDraft: 'scorecard_not_draft',
    notPublished: 'scorecard_not_published',
    changed: 'scorecard_changed',
  },
});

function textOf({ scorecardId: id, version }: VersionAddress): TextAddress {
  return { id, version };
}

/** Every version made here, the newest of each scorecard first. */
export const versionRows = versions.rows;
/** The versions that judge or judged. */
export const judgingVersions = versions.publishedRows;
/** Grows whenever a version begins or ceases to judge, in whichever process. */
export const judgingStamp = versions.stamp;

export function versionRow(address: VersionAddress, db: Db): Promise<VersionRow | undefined> {
  return versions.row(textOf(address), db);
}

/** Adds the next draft of a scorecard, numbered above those in the database and in files. */
export function insertDraft(
  draft: {
    packId: string;
    scorecardId: string;
    newestInFiles: number;
    author: string | null;
    write(version: number): { title: string; yaml: string };
  },
  db: Db,
): Promise<VersionRow> {
  const { packId, scorecardId: id, ...rest } = draft;
  return versions.insertDraft({ ...rest, id, more: { pack_id: packId } }, db);
}

/**
 * Replaces the text of a draft that still has the digest its editor saw.
 * @throws scorecard_version_not_found, scorecard_not_draft, scorecard_changed
 */
export function saveDraft(
  address: VersionAddress,
  change: { title: string; yaml: string; seenDigest: string },
  db: Db,
): Promise<VersionRow> {
  return versions.saveDraft(textOf(address), change, db);
}

/**
 * Puts a draft in force. Its text and what it uses are never changed again.
 * @throws scorecard_version_not_found, scorecard_not_draft, scorecard_changed
 */
export function publishDraft(
  address: VersionAddress,
  published: {
    seenDigest: string;
    title: string;
    yaml: string;
    uses: unknown;
    note: string;
    author: string | null;
  },
  db: Db,
): Promise<VersionRow> {
  const { uses, ...rest } = published;
  return versions.publishDraft(textOf(address), { ...rest, more: { uses: toJson(uses) } }, db);
}

/** Ends a published version's judging. @throws scorecard_version_not_found, scorecard_not_published */
export function archiveVersion(address: VersionAddress, db: Db): Promise<VersionRow> {
  return versions.archive(textOf(address), db);
}

/** @throws scorecard_version_not_found, scorecard_not_draft */
export function deleteDraft(address: VersionAddress, db: Db): Promise<void> {
  return versions.deleteDraft(textOf(address), db);
}
