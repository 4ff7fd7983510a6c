import { FloorOverview, FloorQuery } from '../../model/training.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const tags = ['Training'];

const Query = FloorQuery.extend({
  agent: FloorQuery.shape.agent.describe('Only this call taker.'),
  least: FloorQuery.shape.least.describe('Missed at least so often …'),
  of: FloorQuery.shape.of.describe('… in the last so many calls in which the question counted.'),
}).strict();

/** What real calls say about training. */
export function trainingRoutes(app: App, { training }: Pick<HttpParts, 'training'>): void {
  app.get(
    '/training/floor',
    {
      schema: {
        operationId: 'getTrainingFromTheFloor',
        summary: 'See what is missed on real calls, and whether training helped',
        description:
          'Criteria that a call taker misses again and again on recorded and live calls, with the scenarios that train them; and of those that were assigned, how often they were missed before and after. What scenarios train is found in the background after packs or scenarios changed (`scenariosPending`).',
        tags,
        querystring: Query,
        response: { 200: FloorOverview, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    ({ query }) => training.floor(query),
  );
}
