import { z } from 'zod';
import { ScorecardOutline } from '../../model/scorecard.ts';
import {
  DraftChange,
  NewDraft,
  Publication,
  ScorecardLibrary,
  ScorecardVersion,
} from '../../model/scorecard-editing.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { addressOf, nothing, VersionAddress } from './parameters.ts';

const tags = ['Scorecards'];

const ScorecardList = z
  .object({ scorecards: z.array(ScorecardOutline) })
  .describe('The scorecards that calls are judged by.');

const exampleFrom = { from: { id: 'psap-911-script', version: 1 } };
const examplePublication = {
  digest: '5f7c…',
  note: 'The callback number counts more.',
  author: 'Ines Okafor',
  acceptGoldenChanges: false,
};

/** Scorecards and their versions: list, one, drafts, publication. */
export function scorecardRoutes(app: App, { scorecards }: Pick<HttpParts, 'scorecards'>): void {
  app.get(
    '/scorecards',
    {
      schema: {
        operationId: 'listScorecards',
        summary: 'List scorecards',
        description:
          'Every version that judges calls or did, without how it judges; of each scorecard the version in force first.',
        tags,
        response: { 200: ScorecardList, ...problems('database_unavailable') },
      },
    },
    async () => ({ scorecards: await scorecards.outlines() }),
  );

  app.get(
    '/scorecards/versions',
    {
      schema: {
        operationId: 'listScorecardVersions',
        summary: 'List all versions of all scorecards',
        description:
          'Drafts included: status, what is in force, who changed what, and which calls each scorecard is for.',
        tags,
        response: { 200: ScorecardLibrary, ...problems('database_unavailable') },
      },
    },
    async () => scorecards.library(),
  );

  app.get(
    '/scorecards/:id/versions/:version',
    {
      schema: {
        operationId: 'getScorecardVersion',
        summary: 'Get one version of a scorecard',
        description: 'Its text, and what reading the text gives: the form, or mistakes with line and column.',
        tags,
        params: VersionAddress,
        response: {
          200: ScorecardVersion,
          ...problems('request_invalid', 'scorecard_version_not_found', 'database_unavailable'),
        },
      },
    },
    async ({ params }) => scorecards.version(addressOf(params)),
  );

  app.get(
    '/scorecards/:id/versions/:version/yaml',
    {
      schema: {
        operationId: 'exportScorecard',
        summary: 'Export a version as YAML',
        description: 'The text as a file, as it can be imported elsewhere or put into a pack.',
        tags,
        params: VersionAddress,
        response: {
          200: {
            description: 'The scorecard.',
            content: { 'application/yaml': { schema: z.string() } },
          },
          ...problems('request_invalid', 'scorecard_version_not_found', 'database_unavailable'),
        },
      },
    },
    async ({ params }, reply) => {
      const { id, version, yaml } = await scorecards.version(addressOf(params));
      return reply
        .type('application/yaml; charset=utf-8')
        .header('content-disposition', `attachment; filename="${id}.v${version}.yaml"`)
        .send(yaml);
    },
  );

  app.post(
    '/scorecards/drafts',
    {
      schema: {
        operationId: 'createScorecardDraft',
        summary: 'Make a draft',
        description:
          'The next version of a scorecard, from one of its versions (`from`) or from a text (`packId`, `yaml`) that says its id; mistakes are mended in the draft.',
        tags,
        body: NewDraft.meta({ examples: [exampleFrom] }),
        response: {
          201: ScorecardVersion,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'scorecard_version_not_found',
            'pack_not_found',
            'scorecard_invalid',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await scorecards.create(body)),
  );

  app.put(
    '/scorecards/:id/versions/:version',
    {
      schema: {
        operationId: 'saveScorecardDraft',
        summary: 'Save a draft',
        description:
          'Replaces the text of a draft, also with mistakes in it. `digest` is that of the text it replaces: when somebody else saved meanwhile, nothing is.',
        tags,
        params: VersionAddress,
        body: DraftChange,
        response: {
          200: ScorecardVersion,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'scorecard_version_not_found',
            'scorecard_not_draft',
            'scorecard_changed',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ params, body }) => scorecards.save(addressOf(params), body),
  );

  app.delete(
    '/scorecards/:id/versions/:version',
    {
      schema: {
        operationId: 'discardScorecardDraft',
        summary: 'Discard a draft',
        description: 'Deletes a draft. What was published is archived instead.',
        tags,
        params: VersionAddress,
        response: {
          204: nothing('The draft is gone.'),
          ...problems(
            'request_invalid',
            'scorecard_version_not_found',
            'scorecard_not_draft',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ params }, reply) => {
      await scorecards.discard(addressOf(params));
      return reply.code(204).send();
    },
  );

  app.post(
    '/scorecards/:id/versions/:version/publish',
    {
      schema: {
        operationId: 'publishScorecard',
        summary: 'Publish a draft',
        description:
          'Calls are judged by it from now on, in every process; evaluations there are stay with their version. Refused with mistakes, and, unless accepted, when golden calls of the pack would get other marks.',
        tags,
        params: VersionAddress,
        body: Publication.meta({ examples: [examplePublication] }),
        response: {
          200: ScorecardVersion,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'scorecard_version_not_found',
            'scorecard_not_draft',
            'scorecard_changed',
            'scorecard_golden_changed',
            'scorecard_invalid',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ params, body }) => scorecards.publish(addressOf(params), body),
  );

  app.post(
    '/scorecards/:id/versions/:version/archive',
    {
      schema: {
        operationId: 'archiveScorecard',
        summary: 'Archive a published version',
        description:
          'It judges no new calls; the newest version still published is in force again. What it judged stays.',
        tags,
        params: VersionAddress,
        response: {
          200: ScorecardVersion,
          ...problems(
            'request_invalid',
            'scorecard_version_not_found',
            'scorecard_not_published',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ params }) => scorecards.archive(addressOf(params)),
  );
}
