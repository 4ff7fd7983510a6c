import { z } from 'zod';
import { ScenarioDetail, ScenarioList } from '../../model/scenario-card.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const ScenarioAddress = z.object({
  id: z
    .string()
    .min(1)
    .max(100)
    .meta({ description: 'The id of the scenario.', examples: ['chest-pain'] }),
});

/** What can be trained. */
export function scenarioRoutes(app: App, { drills }: Pick<HttpParts, 'drills'>): void {
  app.get(
    '/scenarios',
    {
      schema: {
        operationId: 'listScenarios',
        summary: 'List what can be trained',
        description: 'Every scenario the simulator can play, in the order of ids.',
        tags: ['Training'],
        response: { 200: ScenarioList, ...problems() },
      },
    },
    () => drills.scenarios(),
  );

  app.get(
    '/scenarios/:id',
    {
      schema: {
        operationId: 'getScenario',
        summary: 'See what a scenario trains',
        description:
          'What has to be done, what must not be, and how fast. What its caller knows is not told.',
        tags: ['Training'],
        params: ScenarioAddress,
        response: { 200: ScenarioDetail, ...problems('request_invalid', 'scenario_not_found') },
      },
    },
    ({ params }) => drills.scenario(params.id),
  );
}
