import { z } from 'zod';

/** The centre's own documents, as call takers look things up in them. */

/** As long as those that are read from files. */
export const longestTitle = 200;

export const DocumentName = z.strictObject({ title: z.string().trim().min(1).max(longestTitle) });
export type DocumentName = z.infer<typeof DocumentName>;

export const DocumentFormat = z.enum(['markdown', 'text', 'html', 'pdf', 'docx']);
export type DocumentFormat = z.infer<typeof DocumentFormat>;

/** A stretch of a document under one heading: what a search finds and opens. */
export const Passage = z.object({
  id: z.uuid(),
  /** From the document's own down to the nearest; may be empty. */
  headings: z.array(z.string()),
  /** Paragraphs, with an empty line between them. */
  text: z.string(),
});
export type Passage = z.infer<typeof Passage>;

export const KnowledgeDocument = z.object({
  id: z.uuid(),
  title: z.string(),
  fileName: z.string(),
  format: DocumentFormat,
  sizeBytes: z.int().nonnegative(),
  passageCount: z.int().nonnegative(),
  addedAt: z.iso.datetime(),
  /** When its present text came in. */
  changedAt: z.iso.datetime(),
});
export type KnowledgeDocument = z.infer<typeof KnowledgeDocument>;

export const KnowledgeList = z.object({
  /** By title. */
  documents: z.array(KnowledgeDocument),
  /** How large a document may be. */
  maxBytes: z.int().positive(),
});
export type KnowledgeList = z.infer<typeof KnowledgeList>;

export const DocumentText = KnowledgeDocument.extend({ passages: z.array(Passage) });
export type DocumentText = z.infer<typeof DocumentText>;

/** Part of a text: joined, the pieces are the text. */
export const MarkedPiece = z.object({ text: z.string(), hit: z.boolean() });
export type MarkedPiece = z.infer<typeof MarkedPiece>;

export const KnowledgeHit = z.object({
  /** Of the passage. */
  id: z.uuid(),
  documentId: z.uuid(),
  documentTitle: z.string(),
  headings: z.array(z.string()),
  /** The whole passage, with what was sought marked. */
  pieces: z.array(MarkedPiece),
});
export type KnowledgeHit = z.infer<typeof KnowledgeHit>;

export const KnowledgeHits = z.object({
  /** Best first. */
  hits: z.array(KnowledgeHit),
  /** What was looked for instead, when nothing held the words as they were typed; else null. */
  corrected: z.string().nullable(),
});
export type KnowledgeHits = z.infer<typeof KnowledgeHits>;
