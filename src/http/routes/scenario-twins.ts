import { NewTwin, ScenarioVersion, TwinLook, TwinReview } from '../../model/scenario-editing.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { CallAddress, ScenarioVersionAddress } from './parameters.ts';

const tags = ['Training'];

/** Scenarios made of real calls. */
export function scenarioTwinRoutes(app: App, { scenarios }: Pick<HttpParts, 'scenarios'>): void {
  app.post(
    '/calls/:id/twin',
    {
      schema: {
        operationId: 'makeTwin',
        summary: 'Make a scenario of a call',
        description:
          'A draft with what happened in the call and nobody of it: names, numbers, places and dates are made up, the same for the same; times stay as they lay to each other. The same seed gives the same draft.',
        tags,
        params: CallAddress,
        body: NewTwin,
        response: {
          201: ScenarioVersion,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'call_not_found',
            'call_without_transcript',
            'call_without_kind',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ params, body }, reply) => reply.code(201).send(await scenarios.makeTwin(params.id, body)),
  );

  app.get(
    '/scenarios/:id/versions/:version/twin',
    {
      schema: {
        operationId: 'reviewTwin',
        summary: 'See what a twin must not tell',
        description:
          'Everything in the call that could tell whose it was, and what of it the saved draft still says.',
        tags,
        params: ScenarioVersionAddress,
        response: {
          200: TwinReview,
          ...problems('request_invalid', 'scenario_version_not_found', 'database_unavailable'),
        },
      },
    },
    ({ params }) => scenarios.twin(params),
  );

  app.post(
    '/scenarios/:id/versions/:version/twin/approve',
    {
      schema: {
        operationId: 'approveTwin',
        summary: 'Approve a twin',
        description:
          'Somebody has looked at every item of the list and answers for this very text. Refused while anything of the call is still found in it.',
        tags,
        params: ScenarioVersionAddress,
        body: TwinLook,
        response: {
          200: TwinReview,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'scenario_version_not_found',
            'scenario_not_draft',
            'scenario_changed',
            'scenario_leaks',
            'scenario_not_looked_at',
            'scenario_not_approved',
            'database_unavailable',
          ),
        },
      },
    },
    ({ params, body }) => scenarios.approveTwin(params, body),
  );
}
