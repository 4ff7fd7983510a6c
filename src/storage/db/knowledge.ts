import { sql } from 'kysely';
import type { DocumentFormat, DocumentText, KnowledgeDocument } from '../../model/knowledge.ts';
import { storableText } from './storable.ts';
import type { Db } from './tables.ts';

export interface NewDocument {
  id: string;
  title: string;
  fileName: string;
  format: DocumentFormat;
  sizeBytes: number;
  contentHash: string;
  passages: readonly { id: string; headings: string[]; text: string }[];
}

/** Words as both sides of a search know them: letters and digits, nothing else. "HAZ-4" is "HAZ" and "4". */
export function plainWords(text: string): string {
  return storableText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** By title. */
export async function listDocuments(db: Db): Promise<KnowledgeDocument[]> {
  const rows = await documents(db).orderBy(sql`lower(title)`).orderBy('id').execute();
  return rows.map(toDocument);
}

/** Undefined when there is none. */
export async function documentText(id: string, db: Db): Promise<DocumentText | undefined> {
  const row = await documents(db).where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const passages = await db
    .selectFrom('knowledge_passages')
    .select(['id', 'headings', 'text'])
    .where('document_id', '=', id)
    .orderBy('position')
    .execute();
  return { ...toDocument(row), passages };
}

/** The document that was made of the same file; undefined when there is none. */
export async function documentOfHash(contentHash: string, db: Db): Promise<string | undefined> {
  const found = await db
    .selectFrom('knowledge_documents')
    .select('id')
    .where('content_hash', '=', contentHash)
    .executeTakeFirst();
  return found?.id;
}

/** To be called in a transaction. @returns false when another was made of the same file meanwhile */
export async function insertDocument(document: NewDocument, at: Date, tx: Db): Promise<boolean> {
  const inserted = await tx
    .insertInto('knowledge_documents')
    .values({ id: document.id, added_at: at, changed_at: at, ...columnsOf(document) })
    .onConflict((conflict) => conflict.column('content_hash').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return false;
  await insertPassages(document, tx);
  return true;
}

/** Puts another text in the place of a document's. To be called in a transaction. @returns whether there is such a document */
export async function replaceDocument(document: NewDocument, at: Date, tx: Db): Promise<boolean> {
  const updated = await tx
    .updateTable('knowledge_documents')
    .set({ changed_at: at, ...columnsOf(document) })
    .where('id', '=', document.id)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  await tx.deleteFrom('knowledge_passages').where('document_id', '=', document.id).execute();
  await tx.deleteFrom('knowledge_vocabulary').where('document_id', '=', document.id).execute();
  await insertPassages(document, tx);
  return true;
}

/**
 * Gives a document another title, which searches know from then on. To be called in a transaction.
 * @returns whether there is such a document
 */
export async function renameDocument(id: string, title: string, tx: Db): Promise<boolean> {
  const updated = await tx
    .updateTable('knowledge_documents')
    .set({ title: storableText(title) })
    .where('id', '=', id)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  const { passages } = (await documentText(id, tx))!;
  await tx.deleteFrom('knowledge_passages').where('document_id', '=', id).execute();
  await tx.deleteFrom('knowledge_vocabulary').where('document_id', '=', id).execute();
  await insertPassages({ id, title, passages }, tx);
  return true;
}

/** @returns whether there was one */
export async function deleteDocument(id: string, db: Db): Promise<boolean> {
  const deleted = await db.deleteFrom('knowledge_documents').where('id', '=', id).executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

const columnsOf = ({ title, fileName, format, sizeBytes, contentHash }: NewDocument) => ({
  title: storableText(title),
  file_name: storableText(fileName),
  format,
  size_bytes: sizeBytes,
  content_hash: contentHash,
});

const documents = (db: Db) =>
  db
    .selectFrom('knowledge_documents')
    .selectAll()
    .select(
      sql<number>`(select count(*)::int from knowledge_passages where document_id = knowledge_documents.id)`.as(
        'passage_count',
      ),
    );

function toDocument(row: Awaited<ReturnType<ReturnType<typeof documents>['execute']>>[number]) {
  return {
    id: row.id,
    title: row.title,
    fileName: row.file_name,
    format: row.format,
    sizeBytes: row.size_bytes,
    passageCount: row.passage_count,
    addedAt: row.added_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

const atOnce = 500;

type Passages = Pick<NewDocument, 'id' | 'title' | 'passages'>;

async function insertPassages({ id, title, passages }: Passages, tx: Db): Promise<void> {
  // What stands over every passage tells none from another: it weighs as the title does, which it mostly is.
  const top = passages[0]?.headings[0];
  const names = top !== undefined && passages.every(({ headings }) => headings[0] === top) ? [top] : [];
  const isName = (heading: string) => heading === title || names.includes(heading);
  for (let from = 0; from < passages.length; from += atOnce) {
    const rows = passages.slice(from, from + atOnce).map((passage, place) => ({
      ...passage,
      headings: passage.headings.map(storableText),
      text: storableText(passage.text),
      position: from + place,
      above: plainWords(passage.headings.filter((heading) => !isName(heading)).join(' ')),
      title: plainWords([...new Set([title, ...names])].join(' ')),
      plain: plainWords(passage.text),
    }));
    await sql`
      insert into knowledge_passages (id, document_id, position, headings, text, words)
      select one.id, ${id}::uuid, one.position, array(select jsonb_array_elements_text(one.headings)), one.text,
        setweight(to_tsvector('english', one.above) || to_tsvector('simple', one.above), 'A')
          || setweight(to_tsvector('english', one.title) || to_tsvector('simple', one.title), 'B')
          || to_tsvector('english', one.plain) || to_tsvector('simple', one.plain)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as one (id uuid, position integer, headings jsonb, text text, above text, title text, plain text)`.execute(
      tx,
    );
  }
  const words = new Set(
    passages.flatMap(({ headings, text }) =>
      plainWords([title, ...headings, text].join(' '))
        .toLowerCase()
        .split(' ')
        .filter((word) => word.length >= 4 && word.length <= 40 && !/\d/.test(word)),
    ),
  );
  await sql`
    insert into knowledge_vocabulary (word, document_id)
    select word, ${id}::uuid from unnest(${[...words]}::text[]) as word`.execute(tx);
}
