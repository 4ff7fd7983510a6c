import { z } from 'zod';
import {
  ClassComparison,
  ComparisonQuery,
  NewLevelDecision,
  TraineeList,
  TraineeProfile,
} from '../../model/skills.ts';
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

const TraineeAddress = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ description: 'The name, as the trainee writes it.', examples: ['Ines Okafor'] }),
});

const Comparison = ComparisonQuery.extend({
  scenario: ComparisonQuery.shape.scenario.describe('The id of the scenario.'),
  seed: ComparisonQuery.shape.seed.describe('The caller; the one most had when absent.'),
}).strict();

/** How trainees get on, and what real calls say about training. */
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

  app.get(
    '/training/trainees',
    {
      schema: {
        operationId: 'listTrainees',
        summary: 'List trainees',
        description: 'Everybody who ran a drill or has a level, with what their runs speak for.',
        tags,
        response: { 200: TraineeList, ...problems('database_unavailable') },
      },
    },
    () => training.trainees.list(),
  );

  app.get(
    '/training/trainees/:name',
    {
      schema: {
        operationId: 'getTrainee',
        summary: 'See how a trainee gets on',
        description:
          'Skills by level with their trend, the headings of an observation report, runs, level, and what is proposed. Of somebody unknown it is empty.',
        tags,
        params: TraineeAddress,
        response: { 200: TraineeProfile, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    ({ params }) => training.trainees.profile(params.name),
  );

  app.post(
    '/training/trainees/:name/level',
    {
      schema: {
        operationId: 'decideLevel',
        summary: 'Decide about the level of a trainee',
        description: 'Accepts or declines what is proposed, or sets a level. Decisions are kept for good.',
        tags,
        params: TraineeAddress,
        body: NewLevelDecision.meta({ examples: [{ decision: 'accepted', to: 3, by: 'Maria Brandt' }] }),
        response: {
          200: TraineeProfile,
          ...problems('request_invalid', 'media_type_unsupported', 'database_unavailable'),
        },
      },
    },
    ({ params, body }) => training.trainees.decide(params.name, body),
  );

  app.get(
    '/training/comparison',
    {
      schema: {
        operationId: 'compareTrainees',
        summary: 'Compare a class',
        description: 'One scenario with one seed: the first run of each trainee side by side.',
        tags,
        querystring: Comparison,
        response: { 200: ClassComparison, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    ({ query }) => training.trainees.compare(query),
  );
}
