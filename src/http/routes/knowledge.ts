import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import { displayName } from '../../lib/file-name.ts';
import { DocumentText, KnowledgeHits, KnowledgeList } from '../../model/knowledge.ts';
import type { App } from '../app.ts';
import { bodyIsDocumentedOnly } from '../documented-body.ts';
import type { HttpParts } from '../parts.ts';
import { takeAnyBody } from '../plugins/bodies.ts';
import { problems } from '../problems.ts';
import { CallAddress, DocumentAddress, nothing } from './parameters.ts';

const tags = ['Knowledge'];

const FileQuery = z.strictObject({
  fileName: z.string().min(1).max(1000).describe('What the file is called.'),
});

const SearchQuery = z.strictObject({
  q: z.string().max(500).describe('Words; the last may be the beginning of one.'),
  limit: z.coerce.number().int().min(1).max(20).default(8).describe('At most so many passages.'),
});

const body = z.string().describe('The document itself: Markdown, plain text, HTML, PDF or DOCX.');
const consumes = [
  'text/markdown',
  'text/plain',
  'text/html',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
];
const readProblems = [
  'request_invalid',
  'request_too_large',
  'media_type_unsupported',
  'document_unsupported',
  'document_damaged',
  'document_without_text',
  'document_too_large',
  'child_crashed',
  'child_timeout',
  'database_unavailable',
] as const;

/** How many passages are suggested to a call taker: what is read at a glance. */
const mostSuggested = 3;

/**
 * The centre's own documents.
 * @param app a scope of its own: it takes bodies of any type
 */
export function knowledgeRoutes(app: App, { knowledge }: Pick<HttpParts, 'knowledge'>): void {
  // What is somewhat too large gets an answer that says what to do.
  takeAnyBody(app, 2 * knowledge.maxBytes);

  app.get(
    '/knowledge/documents',
    {
      schema: {
        operationId: 'listDocuments',
        summary: "List the centre's documents",
        description: 'By title, with how many passages were made of each.',
        tags,
        response: { 200: KnowledgeList, ...problems('database_unavailable') },
      },
    },
    async () => knowledge.list(),
  );

  app.post(
    '/knowledge/documents',
    {
      validatorCompiler: bodyIsDocumentedOnly,
      schema: {
        operationId: 'addDocument',
        summary: 'Add a document',
        description:
          'The body is the file itself. It is read at once and cut into passages by its headings; the same file again gives the document that is there.',
        tags,
        querystring: FileQuery,
        consumes,
        body,
        response: { 200: DocumentText, ...problems(...readProblems) },
      },
    },
    async (request) => knowledge.add(given(request.query, request.body)),
  );

  app.get(
    '/knowledge/documents/:id',
    {
      schema: {
        operationId: 'getDocument',
        summary: 'Get a document with its passages',
        description: 'In the order in which they stand in it.',
        tags,
        params: DocumentAddress,
        response: {
          200: DocumentText,
          ...problems('request_invalid', 'document_not_found', 'database_unavailable'),
        },
      },
    },
    async ({ params }) => knowledge.document(params.id),
  );

  app.put(
    '/knowledge/documents/:id',
    {
      validatorCompiler: bodyIsDocumentedOnly,
      schema: {
        operationId: 'replaceDocument',
        summary: 'Replace a document',
        description:
          'Its text is that of this file from now on. When the file cannot be read nothing changes.',
        tags,
        params: DocumentAddress,
        querystring: FileQuery,
        consumes,
        body,
        response: { 200: DocumentText, ...problems(...readProblems, 'document_not_found', 'document_known') },
      },
    },
    async (request) => knowledge.replace(request.params.id, given(request.query, request.body)),
  );

  app.delete(
    '/knowledge/documents/:id',
    {
      schema: {
        operationId: 'removeDocument',
        summary: 'Remove a document',
        description: 'It is not found by any search from now on.',
        tags,
        params: DocumentAddress,
        response: {
          204: nothing('It is removed.'),
          ...problems('request_invalid', 'document_not_found', 'database_unavailable'),
        },
      },
    },
    async ({ params }, reply) => {
      await knowledge.remove(params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/knowledge/search',
    {
      schema: {
        operationId: 'searchKnowledge',
        summary: "Look something up in the centre's documents",
        description:
          'Passages that hold every word, best first. Where none does, slips of spelling are put right, and it says so; else passages that hold some of the words.',
        tags,
        querystring: SearchQuery,
        response: { 200: KnowledgeHits, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    async ({ query }) => knowledge.search(query.q, query.limit),
  );

  app.get(
    '/live/:id/knowledge',
    {
      schema: {
        operationId: 'suggestKnowledge',
        summary: 'Get what the documents say about an open call',
        description: 'By its incident type, why the customer calls, and its topics. Often nothing.',
        tags,
        params: CallAddress,
        response: {
          200: KnowledgeHits,
          ...problems('request_invalid', 'call_not_found', 'database_unavailable'),
        },
      },
    },
    async ({ params }) => {
      const found = await knowledge.aboutCall(params.id, mostSuggested);
      if (!found) throw new EarshotError('call_not_found');
      return found;
    },
  );
}

function given({ fileName }: z.output<typeof FileQuery>, body: unknown) {
  return { fileName: displayName(fileName), bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
}
