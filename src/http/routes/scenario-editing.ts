import { z } from 'zod';
import {
  NewScenarioDraft,
  ScenarioCheck,
  ScenarioDraftChange,
  ScenarioLibrary,
  ScenarioPublication,
  ScenarioText,
  ScenarioTrial,
  ScenarioVersion,
  TriedScenario,
} from '../../model/scenario-editing.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { nothing, ScenarioVersionAddress } from './parameters.ts';

const tags = ['Training'];
const always = ['request_invalid', 'scenario_version_not_found', 'database_unavailable'] as const;

/** Writing scenarios: list, one, drafts, publication. */
export function scenarioEditingRoutes(app: App, { scenarios }: Pick<HttpParts, 'scenarios'>): void {
  app.get(
    '/scenarios/versions',
    {
      schema: {
        operationId: 'listScenarioVersions',
        summary: 'List all versions of all scenarios',
        description: 'Those of the centre first, drafts included; then those that ship.',
        tags,
        response: { 200: ScenarioLibrary, ...problems('database_unavailable') },
      },
    },
    () => scenarios.library(),
  );

  app.get(
    '/scenarios/:id/versions/:version',
    {
      schema: {
        operationId: 'getScenarioVersion',
        summary: 'Get one version of a scenario',
        description:
          'Its text, and what reading the text gives: an outline, or mistakes with line and column.',
        tags,
        params: ScenarioVersionAddress,
        response: { 200: ScenarioVersion, ...problems(...always) },
      },
    },
    ({ params }) => scenarios.version(params),
  );

  app.get(
    '/scenarios/:id/versions/:version/yaml',
    {
      schema: {
        operationId: 'exportScenario',
        summary: 'Export a version as YAML',
        description: 'The text as a file, as it can be imported elsewhere or put beside those that ship.',
        tags,
        params: ScenarioVersionAddress,
        response: {
          200: {
            description: 'The scenario.',
            content: { 'application/yaml': { schema: z.string() } },
          },
          ...problems(...always, 'scenario_not_approved'),
        },
      },
    },
    async ({ params }, reply) => {
      const yaml = await scenarios.exported(params);
      return reply
        .type('application/yaml; charset=utf-8')
        .header('content-disposition', `attachment; filename="${params.id}.yaml"`)
        .send(yaml);
    },
  );

  app.post(
    '/scenarios/drafts',
    {
      schema: {
        operationId: 'createScenarioDraft',
        summary: 'Make a draft',
        description:
          'The next version of a scenario of the centre, a copy of one that ships under an id of its own (`from`), or of a text (`yaml`) that says its id; mistakes are mended in the draft.',
        tags,
        body: NewScenarioDraft.meta({ examples: [{ from: { id: 'chest-pain', version: 1 } }] }),
        response: {
          201: ScenarioVersion,
          ...problems(...always, 'media_type_unsupported', 'scenario_invalid'),
        },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await scenarios.create(body)),
  );

  app.put(
    '/scenarios/:id/versions/:version',
    {
      schema: {
        operationId: 'saveScenarioDraft',
        summary: 'Save a draft',
        description:
          'Replaces the text of a draft, also with mistakes in it. `digest` is that of the text it replaces: when somebody else saved meanwhile, nothing is.',
        tags,
        params: ScenarioVersionAddress,
        body: ScenarioDraftChange,
        response: {
          200: ScenarioVersion,
          ...problems(...always, 'media_type_unsupported', 'scenario_not_draft', 'scenario_changed'),
        },
      },
    },
    ({ params, body }) => scenarios.save(params, body),
  );

  app.delete(
    '/scenarios/:id/versions/:version',
    {
      schema: {
        operationId: 'discardScenarioDraft',
        summary: 'Discard a draft',
        description: 'Deletes a draft. What was published is archived instead.',
        tags,
        params: ScenarioVersionAddress,
        response: { 204: nothing('The draft is gone.'), ...problems(...always, 'scenario_not_draft') },
      },
    },
    async ({ params }, reply) => {
      await scenarios.discard(params);
      return reply.code(204).send();
    },
  );

  app.post(
    '/scenarios/:id/versions/:version/publish',
    {
      schema: {
        operationId: 'publishScenario',
        summary: 'Publish a draft',
        description:
          'New drills are played by it from now on, in every process; drills there were stay with their version. Refused with mistakes, and when a twin of a real call is not approved or still tells of it.',
        tags,
        params: ScenarioVersionAddress,
        body: ScenarioPublication,
        response: {
          200: ScenarioVersion,
          ...problems(
            ...always,
            'media_type_unsupported',
            'scenario_not_draft',
            'scenario_changed',
            'scenario_invalid',
            'scenario_not_approved',
            'scenario_leaks',
          ),
        },
      },
    },
    ({ params, body }) => scenarios.publish(params, body),
  );

  app.post(
    '/scenarios/:id/versions/:version/archive',
    {
      schema: {
        operationId: 'archiveScenario',
        summary: 'Archive a published version',
        description:
          'No new drill is played by it; the newest version still published is in force again. Drills that were played by it stay.',
        tags,
        params: ScenarioVersionAddress,
        response: { 200: ScenarioVersion, ...problems(...always, 'scenario_not_published') },
      },
    },
    ({ params }) => scenarios.archive(params),
  );

  app.post(
    '/scenarios/:id/versions/:version/check',
    {
      schema: {
        operationId: 'checkScenario',
        summary: 'Check a text',
        description: 'The mistakes that loading it would tell, with line, column and field; or an outline.',
        tags,
        params: ScenarioVersionAddress,
        body: ScenarioText,
        response: { 200: ScenarioCheck, ...problems('request_invalid', 'media_type_unsupported') },
      },
    },
    ({ params, body }) => scenarios.check(params, body.yaml),
  );

  app.post(
    '/scenarios/try',
    {
      schema: {
        operationId: 'tryScenario',
        summary: 'Hear how a text answers',
        description:
          'What the caller says to the turns, how the mood moves and which facts come out, from the beginning or from a later place. Nothing is stored; the same request gives the same answer.',
        tags,
        body: ScenarioTrial.meta({
          examples: [{ yaml: 'id: …', turns: ['911, what is the address of the emergency?'], seed: 7 }],
        }),
        response: {
          200: TriedScenario,
          ...problems('request_invalid', 'media_type_unsupported', 'scenario_invalid'),
        },
      },
    },
    ({ body }) => scenarios.try(body),
  );
}
