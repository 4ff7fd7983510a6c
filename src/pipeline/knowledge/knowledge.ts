import { createHash } from 'node:crypto';
import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import { openChild } from '../../lib/child.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import type { DocumentText, KnowledgeHits, KnowledgeList } from '../../model/knowledge.ts';
import { dropValue, keepValue, keptValue } from '../../storage/db/kept-values.ts';
import {
  deleteDocument,
  documentOfHash,
  documentText,
  insertDocument,
  listDocuments,
  type NewDocument,
  renameDocument,
  replaceDocument,
} from '../../storage/db/knowledge.ts';
import { passagesAbout, searchPassages, soughtWords, vocabulary } from '../../storage/db/knowledge-search.ts';
import type { Db } from '../../storage/db/tables.ts';
import type { ReadDocument } from './read-document.ts';
import type { KnowledgeSettings } from './settings.ts';
import { corrected } from './spelling.ts';

/** A document as it was handed over. */
export interface GivenDocument {
  fileName: string;
  bytes: Uint8Array;
}

/** The centre's documents: kept as passages, found by their words. */
export interface Knowledge extends AsyncDisposable {
  readonly maxBytes: number;
  list(): Promise<KnowledgeList>;
  /** @throws document_not_found */
  document(id: string): Promise<DocumentText>;
  /** The same file again gives the document that is there. @throws document_*, child_* */
  add(given: GivenDocument): Promise<DocumentText>;
  /** A title that people gave stays. Nothing changes when it throws. @throws document_*, child_* */
  replace(id: string, given: GivenDocument): Promise<DocumentText>;
  /** @throws document_not_found */
  rename(id: string, title: string): Promise<DocumentText>;
  /** @throws document_not_found */
  remove(id: string): Promise<void>;
  /** What holds every word; else every word with slips of spelling put right; else some of them. */
  search(typed: string, limit: number): Promise<KnowledgeHits>;
  /** What speaks of any of these subjects, each given by its words. */
  about(subjects: readonly string[], limit: number): Promise<KnowledgeHits>;
}

const childHeapMb = 512;
/** A reader that has read something large is let go. */
const recycleAboveBytes = 300 * 1024 * 1024;

/** A title that people gave, kept apart: that of the file comes with every text that replaces it. */
const titleKey = (id: string) => `knowledge.title.${id}`;
const GivenTitle = z.string().optional().catch(undefined);

export function openKnowledge(
  settings: KnowledgeSettings,
  { db, clock }: { db: Db; clock: Clock },
): Knowledge {
  // Hostile files are read in a process of their own.
  const reader = openChild(
    {
      entry: new URL('./read-child.ts', import.meta.url),
      execArgv: [`--max-old-space-size=${childHeapMb}`],
      nice: 5,
      recycleAboveBytes,
      timeoutMs: settings.readWithinMs,
    },
    { clock },
  );

  async function read(id: string, { fileName, bytes }: GivenDocument): Promise<NewDocument> {
    if (bytes.length > settings.maxBytes) {
      throw new EarshotError('document_too_large', { details: { maxBytes: settings.maxBytes } });
    }
    const { passages, ...read } = await reader.call<ReadDocument>('read', { fileName, bytes });
    return {
      id,
      fileName,
      ...read,
      sizeBytes: bytes.length,
      contentHash: hashOf(bytes),
      passages: passages.map((passage) => ({ id: newId(), ...passage })),
    };
  }

  async function document(id: string): Promise<DocumentText> {
    const found = await documentText(id, db);
    if (!found) throw new EarshotError('document_not_found');
    return found;
  }

  return {
    maxBytes: settings.maxBytes,
    list: async () => ({ documents: await listDocuments(db), maxBytes: settings.maxBytes }),
    document,
    async add(given) {
      const known = await documentOfHash(hashOf(given.bytes), db);
      if (known !== undefined) return document(known);
      const made = await read(newId(), given);
      const at = new Date(clock.now());
      const isNew = await db.transaction().execute((tx) => insertDocument(made, at, tx));
      return document(isNew ? made.id : ((await documentOfHash(made.contentHash, db)) ?? made.id));
    },
    async replace(id, given) {
      await document(id);
      const same = await documentOfHash(hashOf(given.bytes), db);
      if (same !== undefined && same !== id)
        throw new EarshotError('document_known', { details: { document: same } });
      const fresh = await read(id, given);
      const title = GivenTitle.parse(await keptValue(titleKey(id), db)) ?? fresh.title;
      const made = { ...fresh, title };
      const at = new Date(clock.now());
      if (!(await db.transaction().execute((tx) => replaceDocument(made, at, tx)))) {
        throw new EarshotError('document_not_found');
      }
      return document(id);
    },
    async rename(id, title) {
      const renamed = await db.transaction().execute(async (tx) => {
        if (!(await renameDocument(id, title, tx))) return false;
        await keepValue(titleKey(id), title, tx);
        return true;
      });
      if (!renamed) throw new EarshotError('document_not_found');
      return document(id);
    },
    async remove(id) {
      if (!(await deleteDocument(id, db))) throw new EarshotError('document_not_found');
      await dropValue(titleKey(id), db);
    },
    async search(typed, limit) {
      const words = soughtWords(typed);
      const hits = await searchPassages(words, 'each', limit, db);
      if (hits.length > 0 || words.length === 0) return { hits, corrected: null };
      const letters = [...new Set(words.map((word) => word[0]!))];
      const meant = corrected(words, new Set(await vocabulary(letters, db)));
      const again = meant ? await searchPassages(meant, 'each', limit, db) : [];
      if (meant && again.length > 0) return { hits: again, corrected: meant.join(' ') };
      return { hits: await searchPassages(words, 'any', limit, db), corrected: null };
    },
    about: async (subjects, limit) => ({
      hits: await passagesAbout(subjects, limit, db),
      corrected: null,
    }),
    [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose](),
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
