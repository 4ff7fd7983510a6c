import { DocumentName, DocumentText } from '../../model/knowledge.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { DocumentAddress } from './parameters.ts';

/** Apart from the documents themselves, whose scope takes files for bodies. */
export function knowledgeNameRoutes(app: App, { knowledge }: Pick<HttpParts, 'knowledge'>): void {
  app.patch(
    '/knowledge/documents/:id',
    {
      schema: {
        operationId: 'renameDocument',
        summary: 'Rename a document',
        description:
          'Gives it another title, by which searches know it from now on. The title stays when the text is replaced.',
        tags: ['Knowledge'],
        params: DocumentAddress,
        body: DocumentName.meta({ examples: [{ title: 'Phone list of the county' }] }),
        response: {
          200: DocumentText,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'document_not_found',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ params, body }) => knowledge.rename(params.id, body.title),
  );
}
