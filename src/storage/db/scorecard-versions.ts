import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { EarshotError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { atomically } from './atomically.ts';
import { storableText, storableTextOrNull, toJson } from './storable.ts';
import type { Db, ScorecardVersionsTable } from './tables.ts';

/**
 * Versions of scorecards made in the dashboard.
 *
 *   insert ─▶ draft ─ publish ─▶ published ─ archive ─▶ archived
 *             │  ▲ save
 *             └─▶ deleted
 */
export type VersionRow = Selectable<ScorecardVersionsTable>;

export interface VersionAddress {
  scorecardId: string;
  version: number;
}

/** Any number that nobody else takes locks with. */
const numberingLock = 0x45617274;
const now = sql<Date>`clock_timestamp()`;

/** SHA-256 of a version's text. */
export function textDigest(yaml: string): string {
  return createHash('sha256').update(yaml).digest('hex');
}

/** Every version made here, the newest of each scorecard first. */
export async function versionRows(db: Db): Promise<VersionRow[]> {
  return db
    .selectFrom('scorecard_versions')
    .selectAll()
    .orderBy('scorecard_id')
    .orderBy('version', 'desc')
    .execute();
}

export async function versionRow(
  { scorecardId, version }: VersionAddress,
  db: Db,
): Promise<VersionRow | undefined> {
  return db
    .selectFrom('scorecard_versions')
    .selectAll()
    .where('scorecard_id', '=', scorecardId)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** The versions that judge or judged. */
export async function judgingVersions(db: Db): Promise<VersionRow[]> {
  return db
    .selectFrom('scorecard_versions')
    .selectAll()
    .where('status', '!=', 'draft')
    .orderBy('scorecard_id')
    .orderBy('version')
    .execute();
}

/** Grows whenever a version begins or ceases to judge, in whichever process. */
export async function judgingStamp(db: Db): Promise<number> {
  const { stamp } = await db
    .selectFrom('scorecard_versions')
    .select(({ fn }) => fn.sum<number | string | null>('revision').as('stamp'))
    .executeTakeFirstOrThrow();
  return Number(stamp ?? 0);
}

/**
 * Adds the next draft of a scorecard: `write` is given its version number, which is above those in the database
 * and above `newestInFiles`.
 */
export async function insertDraft(
  draft: {
    packId: string;
    scorecardId: string;
    newestInFiles: number;
    author: string | null;
    write(version: number): { title: string; yaml: string };
  },
  db: Db,
): Promise<VersionRow> {
  return atomically(db, async (tx) => {
    // Two who ask at once get two numbers.
    await sql`select pg_advisory_xact_lock(${numberingLock})`.execute(tx);
    const { newest } = await tx
      .selectFrom('scorecard_versions')
      .select(({ fn }) => fn.max<number | null>('version').as('newest'))
      .where('scorecard_id', '=', draft.scorecardId)
      .executeTakeFirstOrThrow();
    const version = Math.max(newest ?? 0, draft.newestInFiles) + 1;
    const { title, yaml } = draft.write(version);
    return tx
      .insertInto('scorecard_versions')
      .values({
        id: newId(),
        pack_id: draft.packId,
        scorecard_id: draft.scorecardId,
        version,
        status: 'draft',
        title: storableText(title),
        yaml: storableText(yaml),
        digest: textDigest(storableText(yaml)),
        author: storableTextOrNull(draft.author),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/**
 * Replaces the text of a draft that still has the digest its editor saw.
 * @throws scorecard_version_not_found, scorecard_not_draft, scorecard_changed
 */
export async function saveDraft(
  address: VersionAddress,
  change: { title: string; yaml: string; seenDigest: string },
  db: Db,
): Promise<VersionRow> {
  const yaml = storableText(change.yaml);
  const saved = await draftOf(address, change.seenDigest, db)
    .set({ yaml, title: storableText(change.title), digest: textDigest(yaml), changed_at: now })
    .returningAll()
    .executeTakeFirst();
  return saved ?? whyNot(address, db);
}

/**
 * Puts a draft in force. Its text and what it uses are never changed again.
 * @throws scorecard_version_not_found, scorecard_not_draft, scorecard_changed
 */
export async function publishDraft(
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
  const yaml = storableText(published.yaml);
  const row = await draftOf(address, published.seenDigest, db)
    .set({
      status: 'published',
      yaml,
      title: storableText(published.title),
      digest: textDigest(yaml),
      uses: toJson(published.uses),
      note: storableText(published.note),
      author: storableTextOrNull(published.author),
      revision: 1,
      changed_at: now,
      published_at: now,
    })
    .returningAll()
    .executeTakeFirst();
  return row ?? whyNot(address, db);
}

/** Ends a published version's judging. @throws scorecard_version_not_found, scorecard_not_published */
export async function archiveVersion(address: VersionAddress, db: Db): Promise<VersionRow> {
  const row = await db
    .updateTable('scorecard_versions')
    .set((of) => ({
      status: 'archived',
      revision: of('revision', '+', 1),
      changed_at: now,
      archived_at: now,
    }))
    .where('scorecard_id', '=', address.scorecardId)
    .where('version', '=', address.version)
    .where('status', '=', 'published')
    .returningAll()
    .executeTakeFirst();
  if (row) return row;
  const found = await versionRow(address, db);
  throw new EarshotError(found ? 'scorecard_not_published' : 'scorecard_version_not_found');
}

/** @throws scorecard_version_not_found, scorecard_not_draft */
export async function deleteDraft(address: VersionAddress, db: Db): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('scorecard_versions')
    .where('scorecard_id', '=', address.scorecardId)
    .where('version', '=', address.version)
    .where('status', '=', 'draft')
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) await whyNot(address, db);
}

function draftOf({ scorecardId, version }: VersionAddress, seenDigest: string, db: Db) {
  return db
    .updateTable('scorecard_versions')
    .where('scorecard_id', '=', scorecardId)
    .where('version', '=', version)
    .where('status', '=', 'draft')
    .where('digest', '=', seenDigest);
}

async function whyNot(address: VersionAddress, db: Db): Promise<never> {
  const row = await versionRow(address, db);
  if (!row) throw new EarshotError('scorecard_version_not_found');
  if (row.status !== 'draft')
    throw new EarshotError('scorecard_not_draft', { details: { status: row.status } });
  throw new EarshotError('scorecard_changed', { details: { digest: row.digest } });
}
