import { z } from 'zod';
import { ApiError } from '../../model/api.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { asyncApi } from '../plugins/asyncapi.ts';
import { problems } from '../problems.ts';

const tags = ['Server'];

const Health = z.object({ status: z.literal('ok'), version: z.string() }).describe('It is alive.');
const Ready = z.object({
  ok: z.boolean(),
  parts: z.record(z.string(), z.object({ ok: z.boolean(), problem: ApiError.shape.error.nullable() })),
});

/** Whether the server lives and can work, and the description of its own API. */
export function serverRoutes(app: App, deps: Pick<HttpParts, 'ready' | 'version'>): void {
  app.get(
    '/health',
    {
      schema: {
        operationId: 'getHealth',
        summary: 'Is it alive?',
        description: 'Answers as long as the process does. Says nothing of the database or the object store.',
        tags,
        response: { 200: Health, ...problems() },
      },
    },
    async () => ({ status: 'ok' as const, version: deps.version }),
  );

  app.get(
    '/ready',
    {
      schema: {
        operationId: 'getReadiness',
        summary: 'Can it work?',
        description: 'Whether everything the server cannot work without can be reached, part by part.',
        tags,
        response: {
          ...problems(),
          200: Ready.describe('Everything can be reached.'),
          503: Ready.describe('Something cannot be reached.'),
        },
      },
    },
    async (_request, reply) => {
      const readiness = await deps.ready();
      return reply.code(readiness.ok ? 200 : 503).send(readiness);
    },
  );

  app.get(
    '/openapi.json',
    {
      schema: {
        operationId: 'getOpenApi',
        summary: 'Get this document',
        description: 'The description of all addresses as OpenAPI 3.1.',
        tags,
        response: { 200: z.looseObject({ openapi: z.string() }).describe('The document.'), ...problems() },
      },
    },
    async () => ({ ...app.swagger(), openapi: '3.1.0' }),
  );

  app.get(
    '/asyncapi.json',
    {
      schema: {
        operationId: 'getAsyncApi',
        summary: 'Get the description of streams and sockets',
        description: 'What is sent as it happens, and what a source of live audio sends, as AsyncAPI 3.0.',
        tags,
        response: { 200: z.looseObject({ asyncapi: z.string() }).describe('The document.'), ...problems() },
      },
    },
    async () => asyncApi(deps.version) as { asyncapi: string },
  );
}
