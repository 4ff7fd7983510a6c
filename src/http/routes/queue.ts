import { z } from 'zod';
import { QueueOverview } from '../../model/api.ts';
import type { App } from '../app.ts';
import type { QueueParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { nothing } from './parameters.ts';

const tags = ['Queue'];

const Retried = z
  .object({ retried: z.int().nonnegative() })
  .describe('How many calls are queued again.')
  .meta({ examples: [{ retried: 3 }] });
const RejectionAddress = z.object({ id: z.uuid().describe('The id of the rejection.') });

export function queueRoutes(app: App, deps: { queue: QueueParts }): void {
  const { queue } = deps;

  app.get(
    '/queue',
    {
      schema: {
        operationId: 'getQueue',
        summary: 'See what runs, waits and failed',
        description:
          'Calls by state, those under way, those that failed with the reason, and files not taken.',
        tags,
        response: { 200: QueueOverview, ...problems('database_unavailable') },
      },
    },
    async () => queue.overview(),
  );

  app.post(
    '/queue/retry-failed',
    {
      schema: {
        operationId: 'retryFailedCalls',
        summary: 'Try all failed calls again',
        description: 'Puts every call that failed back into the queue at the stage it reached.',
        tags,
        response: { 200: Retried, ...problems('database_unavailable') },
      },
    },
    async () => ({ retried: await queue.retryFailed() }),
  );

  app.delete(
    '/queue/rejections/:id',
    {
      schema: {
        operationId: 'dismissRejection',
        summary: 'Dismiss a file that was not taken',
        description: 'Takes it off the list, once somebody has looked. Dismissing twice is no error.',
        tags,
        params: RejectionAddress,
        response: {
          204: nothing('It is off the list.'),
          ...problems('request_invalid', 'database_unavailable'),
        },
      },
    },
    async (request, reply) => {
      await queue.dismissRejection(request.params.id);
      return reply.code(204).send();
    },
  );
}
