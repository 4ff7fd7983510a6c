import { createHash } from 'node:crypto';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { EarshotError, type ErrorCode } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import { atomically } from './atomically.ts';
import { storableText, storableTextOrNull } from './storable.ts';
import type { Db, Tables, TextVersionsTable } from './tables.ts';

/**
 * Versions of texts made in the dashboard: scorecards, scenarios.
 *
 *   insert ─▶ draft ─ publish ─▶ published ─ archive ─▶ archived
 *             │  ▲ save
 *             └─▶ deleted
 */
type VersionsTable = {
  [Name in keyof Tables]: Tables[Name] extends TextVersionsTable ? Name : never;
}[keyof Tables];

interface Kept<Name extends VersionsTable, Of extends string> {
  table: Name;
  /** The column that says whose version it is. */
  of: Of;
  /** Any number that nobody else takes locks with. */
  lock: number;
  errors: Record<'notFound' | 'notDraft' | 'notPublished' | 'changed', ErrorCode>;
}

export interface TextAddress {
  id: string;
  version: number;
}

const now = sql<Date>`clock_timestamp()`;

/** SHA-256 of a version's text. */
export function textDigest(yaml: string): string {
  return createHash('sha256').update(yaml).digest('hex');
}

/** The queries of one table of versions. */
export function textVersions<Name extends VersionsTable, Of extends keyof Selectable<Tables[Name]> & string>(
  kept: Kept<Name, Of>,
) {
  type Row = Selectable<Tables[Name]>;
  // All such tables have the columns that are named here.
  const table = kept.table as 'scenario_versions';
  const of = kept.of as string as 'scenario_id';
  const rowAs = (row: unknown) => row as Row;

  const draftOf = ({ id, version }: TextAddress, seenDigest: string, db: Db) =>
    db
      .updateTable(table)
      .where(of, '=', id)
      .where('version', '=', version)
      .where('status', '=', 'draft')
      .where('digest', '=', seenDigest);

  async function row({ id, version }: TextAddress, db: Db): Promise<Row | undefined> {
    const found = await db
      .selectFrom(table)
      .selectAll()
      .where(of, '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return found && rowAs(found);
  }

  async function whyNot(address: TextAddress, db: Db): Promise<never> {
    const found = (await row(address, db)) as Selectable<TextVersionsTable> | undefined;
    if (!found) throw new EarshotError(kept.errors.notFound);
    if (found.status !== 'draft')
      throw new EarshotError(kept.errors.notDraft, { details: { status: found.status } });
    throw new EarshotError(kept.errors.changed, { details: { digest: found.digest } });
  }

  return {
    row,

    /** Every version made here, the newest of each text first. */
    async rows(db: Db): Promise<Row[]> {
      const found = await db.selectFrom(table).selectAll().orderBy(of).orderBy('version', 'desc').execute();
      return found.map(rowAs);
    },

    /** The versions that are in force or were. */
    async publishedRows(db: Db): Promise<Row[]> {
      const found = await db
        .selectFrom(table)
        .selectAll()
        .where('status', '!=', 'draft')
        .orderBy(of)
        .orderBy('version')
        .execute();
      return found.map(rowAs);
    },

    /** Grows whenever a version begins or ceases to be in force, in whichever process. */
    async stamp(db: Db): Promise<number> {
      const { stamp } = await db
        .selectFrom(table)
        .select(({ fn }) => fn.sum<number | string | null>('revision').as('stamp'))
        .executeTakeFirstOrThrow();
      return Number(stamp ?? 0);
    },

    /**
     * Adds the next draft of a text: `write` is given its version number, which is above those in the database and
     * above `newestInFiles`.
     */
    async insertDraft(
      draft: {
        id: string;
        newestInFiles: number;
        author: string | null;
        more: Omit<Insertable<Tables[Name]>, keyof TextVersionsTable | Of>;
        write(version: number): { title: string; yaml: string };
      },
      db: Db,
    ): Promise<Row> {
      return atomically(db, async (tx) => {
        // Two who ask at once get two numbers.
        await sql`select pg_advisory_xact_lock(${kept.lock})`.execute(tx);
        const { newest } = await tx
          .selectFrom(table)
          .select(({ fn }) => fn.max<number | null>('version').as('newest'))
          .where(of, '=', draft.id)
          .executeTakeFirstOrThrow();
        const version = Math.max(newest ?? 0, draft.newestInFiles) + 1;
        const { title, yaml } = draft.write(version);
        const inserted = await tx
          .insertInto(table)
          .values({
            ...(draft.more as object),
            id: newId(),
            [of as 'scenario_id']: draft.id,
            version,
            status: 'draft',
            title: storableText(title),
            yaml: storableText(yaml),
            digest: textDigest(storableText(yaml)),
            author: storableTextOrNull(draft.author),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return rowAs(inserted);
      });
    },

    /** Replaces the text of a draft that still has the digest its editor saw. @throws notFound, notDraft, changed */
    async saveDraft(
      address: TextAddress,
      change: { title: string; yaml: string; seenDigest: string },
      db: Db,
    ): Promise<Row> {
      const yaml = storableText(change.yaml);
      const saved = await draftOf(address, change.seenDigest, db)
        .set({ yaml, title: storableText(change.title), digest: textDigest(yaml), changed_at: now })
        .returningAll()
        .executeTakeFirst();
      return saved ? rowAs(saved) : whyNot(address, db);
    },

    /** Changes what is kept of a draft beside its text. @throws notFound, notDraft, changed */
    async noteOnDraft(
      address: TextAddress,
      seenDigest: string,
      more: Updateable<Tables[Name]>,
      db: Db,
    ): Promise<Row> {
      const noted = await draftOf(address, seenDigest, db)
        .set(more as object)
        .returningAll()
        .executeTakeFirst();
      return noted ? rowAs(noted) : whyNot(address, db);
    },

    /** Puts a draft in force. Its text is never changed again. @throws notFound, notDraft, changed */
    async publishDraft(
      address: TextAddress,
      published: {
        seenDigest: string;
        title: string;
        yaml: string;
        note: string;
        author: string | null;
        more: Updateable<Tables[Name]>;
      },
      db: Db,
    ): Promise<Row> {
      const yaml = storableText(published.yaml);
      const put = await draftOf(address, published.seenDigest, db)
        .set({
          ...(published.more as object),
          status: 'published',
          yaml,
          title: storableText(published.title),
          digest: textDigest(yaml),
          note: storableText(published.note),
          author: storableTextOrNull(published.author),
          revision: 1,
          changed_at: now,
          published_at: now,
        })
        .returningAll()
        .executeTakeFirst();
      return put ? rowAs(put) : whyNot(address, db);
    },

    /** Takes a published version out of force. @throws notFound, notPublished */
    async archive(address: TextAddress, db: Db): Promise<Row> {
      const archived = await db
        .updateTable(table)
        .set((columns) => ({
          status: 'archived',
          revision: columns('revision', '+', 1),
          changed_at: now,
          archived_at: now,
        }))
        .where(of, '=', address.id)
        .where('version', '=', address.version)
        .where('status', '=', 'published')
        .returningAll()
        .executeTakeFirst();
      if (archived) return rowAs(archived);
      throw new EarshotError((await row(address, db)) ? kept.errors.notPublished : kept.errors.notFound);
    },

    /** @throws notFound, notDraft */
    async deleteDraft(address: TextAddress, db: Db): Promise<void> {
      const { numDeletedRows } = await db
        .deleteFrom(table)
        .where(of, '=', address.id)
        .where('version', '=', address.version)
        .where('status', '=', 'draft')
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) await whyNot(address, db);
    },
  };
}
