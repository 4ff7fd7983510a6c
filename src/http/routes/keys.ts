import { KeysOverview } from '../../model/api.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const tags = ['Keys'];

export function keyRoutes(app: App, { keys }: Pick<HttpParts, 'keys'>): void {
  app.get(
    '/keys',
    {
      schema: {
        operationId: 'getKeys',
        summary: 'See the master keys and their rotation',
        description: 'Ids only. The first key writes, all read.',
        tags,
        response: { 200: KeysOverview, ...problems() },
      },
    },
    async () => keys.overview(),
  );

  app.post(
    '/keys/rotation',
    {
      schema: {
        operationId: 'rotateKeys',
        summary: 'Rewrap all objects under the writing key',
        description:
          'Begins it, unless it is under way. It goes on in the background; asked for again after an interruption it passes over what is done.',
        tags,
        response: { 202: KeysOverview, ...problems() },
      },
    },
    async (_request, reply) => {
      keys.start();
      return reply.code(202).send(keys.overview());
    },
  );
}
