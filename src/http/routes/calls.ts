import { CallDetail, CallFacets, CallList, CallQuery, RolesChange } from '../../model/api.ts';
import type { App } from '../app.ts';
import type { CallParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { CallAddress, nothing, reloadCall } from './parameters.ts';

const tags = ['Calls'];

/** The query, with its texts; an unknown key is refused, so that a misspelt filter is not lost in silence. */
const Query = CallQuery.extend({
  q: CallQuery.shape.q.meta({
    description: 'Words to find in transcripts: `fire alarm`, `"exact words"`, `smoke or fire`, `-not`.',
    examples: ['"chest pain" -asthma'],
  }),
  flagged: CallQuery.shape.flagged.describe('Only calls that have a flag (`true`), or none (`false`).'),
  from: CallQuery.shape.from.describe('Only calls that began at this instant or later.'),
  to: CallQuery.shape.to.describe('Only calls that began before this instant.'),
  cursor: CallQuery.shape.cursor.describe('`nextCursor` of the answer before.'),
}).strict();

/** Calls: list, one, delete, and what may be changed about one. */
export function callRoutes(app: App, deps: { calls: CallParts }): void {
  const { calls } = deps;

  app.get(
    '/calls',
    {
      schema: {
        operationId: 'listCalls',
        summary: 'List and search calls',
        description:
          'Calls that match all filters, in pages. With `q`, each call names the first turn that matches.',
        tags,
        querystring: Query,
        response: { 200: CallList, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    async (request) => calls.list(request.query),
  );

  app.get(
    '/calls/facets',
    {
      schema: {
        operationId: 'listCallFacets',
        summary: 'List what filters offer',
        description: 'The distinct agents and queues of all calls.',
        tags,
        response: { 200: CallFacets, ...problems('database_unavailable') },
      },
    },
    async () => calls.facets(),
  );

  app.get(
    '/calls/:id',
    {
      schema: {
        operationId: 'getCall',
        summary: 'Get one call',
        description: 'Everything known of a call: legs, metrics, transcript, findings, evaluations, stages.',
        tags,
        params: CallAddress,
        response: {
          200: CallDetail,
          ...problems('request_invalid', 'call_not_found', 'database_unavailable'),
        },
      },
    },
    async (request) => reloadCall(request.params.id, calls),
  );

  app.delete(
    '/calls/:id',
    {
      schema: {
        operationId: 'deleteCall',
        summary: 'Delete a call',
        description: 'Deletes the call, its recording, transcript and evaluations. It cannot be undone.',
        tags,
        params: CallAddress,
        response: {
          204: nothing('The call is deleted.'),
          ...problems('request_invalid', 'call_not_found', 'database_unavailable', 'storage_unavailable'),
        },
      },
    },
    async (request, reply) => {
      await calls.remove(request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/calls/:id/retry',
    {
      schema: {
        operationId: 'retryCall',
        summary: 'Try a failed call again',
        description:
          'Puts a call that failed, or waits for a speech engine, back into the queue at the stage it reached.',
        tags,
        params: CallAddress,
        response: {
          200: CallDetail,
          ...problems('request_invalid', 'call_not_found', 'conflict', 'database_unavailable'),
        },
      },
    },
    async (request) => {
      await calls.retry(request.params.id);
      return reloadCall(request.params.id, calls);
    },
  );

  app.put(
    '/calls/:id/roles',
    {
      schema: {
        operationId: 'changeRoles',
        summary: 'Say who speaks on which leg',
        description:
          'Sets the role of every leg, in the order of the legs. The call is then analysed and scored again.',
        tags,
        params: CallAddress,
        body: RolesChange.meta({ examples: [{ roles: ['agent', 'customer'] }] }),
        response: {
          200: CallDetail,
          ...problems('request_invalid', 'media_type_unsupported', 'call_not_found', 'conflict'),
        },
      },
    },
    async (request) => {
      await calls.changeRoles(request.params.id, request.body.roles);
      return reloadCall(request.params.id, calls);
    },
  );
}
