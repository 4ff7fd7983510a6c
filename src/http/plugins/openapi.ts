import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifySchema } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../app.ts';
import { componentSchemas } from './components.ts';
import { type OpenApi, tidyOpenApi } from './openapi-tidy.ts';

const tags = [
  { name: 'Calls', description: 'Recordings in, explained scores out.' },
  { name: 'Files of a call', description: 'What was recorded, to be played, drawn and saved.' },
  { name: 'Scorecards', description: 'What calls are judged by.' },
  { name: 'Review', description: 'What waits for a person, and what people decide.' },
  { name: 'Queue', description: 'What runs, what waits and what failed.' },
  { name: 'Speech', description: 'Models that turn speech into text.' },
  { name: 'Language models', description: 'Models that are asked about a call besides the rules.' },
  { name: 'Keys', description: 'Master keys of the stored recordings.' },
  { name: 'Live', description: 'What happens, as it happens.' },
  { name: 'Knowledge', description: "The centre's own documents, to be looked up in during a call." },
  { name: 'Alerts', description: 'What somebody is told of at once, by which rules, and how it travels.' },
  { name: 'Training', description: 'What can be trained, and drills: calls whose caller is simulated.' },
  { name: 'Server', description: 'Whether it runs, and what it offers.' },
];

const description = `Everything the dashboard and the command line do goes through these addresses.

**Errors** are JSON, \`{"error": {"code", "message", "details"}}\`. Go by \`code\`; \`message\` is for people.
Every answer carries \`x-request-id\`, under which the log holds the cause of a failure.

**Who may call**: until there are accounts, programs on this machine. Pages of other origins are refused.`;

/** Writes the OpenAPI document from the routes that follow, and serves it at `/docs` without any other host. */
export async function documentRoutes(app: App, deps: { version: string }): Promise<void> {
  app.addHook('onRoute', (route) => {
    if (!route.schema?.hide) demandDocumentation(route.url, route.schema);
  });
  const schemaRegistry = componentSchemas();
  const zodToJsonConfig = { override: describeForOpenApi };
  const withComponents = createJsonSchemaTransformObject({ schemaRegistry, zodToJsonConfig });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Earshot', version: deps.version, description }, tags },
    transform: createJsonSchemaTransform({ schemaRegistry, zodToJsonConfig }),
    transformObject: (document) => tidyOpenApi(withComponents(document) as OpenApi) as object,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Earshot API' },
    uiConfig: {
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      validatorUrl: null,
      tryItOutEnabled: true,
    },
  });
}

/** A route nobody described does not start. */
function demandDocumentation(url: string, schema: FastifySchema | undefined): void {
  for (const key of ['operationId', 'summary', 'description', 'tags', 'response'] as const) {
    if (!schema?.[key]) throw new Error(`The route ${url} has no ${key} in its schema.`);
  }
}

/**
 * What Zod's own conversion leaves out (texts given with `.describe()` and `.meta()`, and "no body") and what it
 * says too much of: the pattern behind a format, the limits of every whole number.
 */
function describeForOpenApi(context: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}) {
  const { zodSchema, jsonSchema } = context;
  const meta = z.globalRegistry.get(zodSchema);
  if (meta?.description) jsonSchema.description ??= meta.description;
  if (meta?.examples) jsonSchema.examples ??= meta.examples as z.core.JSONSchema.BaseSchema[];
  if (zodSchema._zod.def.type === 'undefined') jsonSchema.type = 'null';
  if (jsonSchema.format) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
