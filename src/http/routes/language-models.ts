import { LanguageModelList } from '../../model/api.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

export function languageModelRoutes(app: App, { languageModels }: Pick<HttpParts, 'languageModels'>): void {
  app.get(
    '/language-models',
    {
      schema: {
        operationId: 'getLanguageModels',
        summary: 'See the language models and what they cost',
        description:
          'In the order in which they are asked. Without any, calls are judged by rules alone. Keys are never told.',
        tags: ['Language models'],
        response: { 200: LanguageModelList, ...problems() },
      },
    },
    async () => languageModels(),
  );
}
