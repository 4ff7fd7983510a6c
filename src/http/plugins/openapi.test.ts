import { expect, test } from 'vitest';
import { type ErrorCode, errorCodes } from '../../errors.ts';
import { send, startServer } from '../testing/running-server.ts';

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: { in: string; name: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  openapi: string;
  info: { title: string; version: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

const routes = [
  'delete /api/v1/calls/{id}',
  'delete /api/v1/knowledge/documents/{id}',
  'delete /api/v1/queue/rejections/{id}',
  'delete /api/v1/scenarios/{id}/versions/{version}',
  'delete /api/v1/scorecards/backtests/{id}',
  'delete /api/v1/scorecards/{id}/versions/{version}',
  'delete /api/v1/speech/models/{name}',
  'delete /api/v1/speech/models/{name}/pull',
  'get /api/v1/agreement',
  'get /api/v1/alerts',
  'get /api/v1/alerts/channels',
  'get /api/v1/alerts/ledger',
  'get /api/v1/alerts/rules',
  'get /api/v1/assignments',
  'get /api/v1/assignments/{id}',
  'get /api/v1/calls',
  'get /api/v1/calls/facets',
  'get /api/v1/calls/{id}',
  'get /api/v1/calls/{id}/audio',
  'get /api/v1/calls/{id}/original/{position}',
  'get /api/v1/calls/{id}/peaks',
  'get /api/v1/calls/{id}/prompts',
  'get /api/v1/calls/{id}/review',
  'get /api/v1/drills',
  'get /api/v1/drills/{id}',
  'get /api/v1/drills/{id}/debrief',
  'get /api/v1/drills/{id}/debrief.pdf',
  'get /api/v1/drills/{id}/watch',
  'get /api/v1/events',
  'get /api/v1/keys',
  'get /api/v1/knowledge/documents',
  'get /api/v1/knowledge/documents/{id}',
  'get /api/v1/knowledge/search',
  'get /api/v1/language-models',
  'get /api/v1/live',
  'get /api/v1/live/events',
  'get /api/v1/live/{id}',
  'get /api/v1/live/{id}/audio',
  'get /api/v1/live/{id}/knowledge',
  'get /api/v1/queue',
  'get /api/v1/review',
  'get /api/v1/scenarios',
  'get /api/v1/scenarios/versions',
  'get /api/v1/scenarios/{id}',
  'get /api/v1/scenarios/{id}/versions/{version}',
  'get /api/v1/scenarios/{id}/versions/{version}/twin',
  'get /api/v1/scenarios/{id}/versions/{version}/yaml',
  'get /api/v1/scorecards',
  'get /api/v1/scorecards/backtests/{id}',
  'get /api/v1/scorecards/versions',
  'get /api/v1/scorecards/{id}/versions/{version}',
  'get /api/v1/scorecards/{id}/versions/{version}/yaml',
  'get /api/v1/speech',
  'get /api/v1/speech/hot-words',
  'get /api/v1/training/comparison',
  'get /api/v1/training/floor',
  'get /api/v1/training/trainees',
  'get /api/v1/training/trainees/{name}',
  'get /api/v1/voices',
  'get /asyncapi.json',
  'get /health',
  'get /openapi.json',
  'get /ready',
  'patch /api/v1/knowledge/documents/{id}',
  'post /api/v1/alerts/channels/{name}/test',
  'post /api/v1/alerts/deliveries/{id}/resend',
  'post /api/v1/alerts/{id}/acknowledge',
  'post /api/v1/alerts/{id}/feedback',
  'post /api/v1/alerts/{id}/resolve',
  'post /api/v1/assignments',
  'post /api/v1/assignments/{id}/reminders',
  'post /api/v1/assignments/{id}/withdrawal',
  'post /api/v1/calls',
  'post /api/v1/calls/{id}/retry',
  'post /api/v1/calls/{id}/review',
  'post /api/v1/calls/{id}/twin',
  'post /api/v1/drills',
  'post /api/v1/drills/{id}/inject',
  'post /api/v1/drills/{id}/notes',
  'post /api/v1/drills/{id}/sign-off',
  'post /api/v1/keys/rotation',
  'post /api/v1/knowledge/documents',
  'post /api/v1/live/{id}/prompts',
  'post /api/v1/live/{id}/remarks',
  'post /api/v1/queue/retry-failed',
  'post /api/v1/scenarios/drafts',
  'post /api/v1/scenarios/try',
  'post /api/v1/scenarios/{id}/versions/{version}/archive',
  'post /api/v1/scenarios/{id}/versions/{version}/check',
  'post /api/v1/scenarios/{id}/versions/{version}/publish',
  'post /api/v1/scenarios/{id}/versions/{version}/twin/approve',
  'post /api/v1/scorecards/drafts',
  'post /api/v1/scorecards/{id}/versions/{version}/archive',
  'post /api/v1/scorecards/{id}/versions/{version}/backtest',
  'post /api/v1/scorecards/{id}/versions/{version}/check',
  'post /api/v1/scorecards/{id}/versions/{version}/golden',
  'post /api/v1/scorecards/{id}/versions/{version}/preview',
  'post /api/v1/scorecards/{id}/versions/{version}/publish',
  'post /api/v1/speech/models/import',
  'post /api/v1/speech/models/{name}/pull',
  'post /api/v1/training/trainees/{name}/level',
  'post /api/v1/voices/try',
  'put /api/v1/alerts/rules/{id}',
  'put /api/v1/calls/{id}/roles',
  'put /api/v1/calls/{id}/transcript',
  'put /api/v1/drills/{id}/exemplary',
  'put /api/v1/knowledge/documents/{id}',
  'put /api/v1/scenarios/{id}/versions/{version}',
  'put /api/v1/scorecards/{id}/versions/{version}',
  'put /api/v1/speech/hot-words',
];

async function readDocument(url: string): Promise<Document> {
  return (await (await fetch(`${url}/openapi.json`)).json()) as Document;
}

function operations(document: Document): [name: string, operation: Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  );
}

test('the document lists every route, and no other', async () => {
  await using server = await startServer();
  const document = await readDocument(server.url);
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({ title: 'Earshot', version: '1.2.3' });
  expect(
    operations(document)
      .map(([name]) => name)
      .sort(),
  ).toEqual(routes);
});

test('every operation says what it does, what it takes and what it answers', async () => {
  await using server = await startServer();
  const document = await readDocument(server.url);
  const tags = document.tags.map((tag) => tag.name);
  const ids = operations(document).map(([, operation]) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [name, operation] of operations(document)) {
    expect(operation.summary, name).toMatch(/^[A-Z].{3,}/);
    expect(operation.description.length, name).toBeGreaterThan(operation.summary.length);
    expect(tags, name).toContain(operation.tags[0]);
    const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(declared.map((parameter) => parameter.name).sort(), name).toEqual(inPath.sort());
    expect(
      declared.every((parameter) => parameter.required),
      name,
    ).toBe(true);
    expect(
      /^(put .*|patch .*|post .*(calls|drills|assignments|reminders|inject|notes|sign-off|level|withdrawal|import|review|remarks|drafts|backtest|check|golden|preview|publish|acknowledge|feedback|resolve|scenarios\/try|voices\/try|twin|approve|documents|prompts))$/.test(
        name,
      ),
      name,
    ).toBe(Boolean(operation.requestBody));
  }
});

test('every answer has a schema, and every error is an ApiError with codes there are', async () => {
  await using server = await startServer();
  const document = await readDocument(server.url);
  for (const [name, { responses }] of operations(document)) {
    const statuses = Object.keys(responses);
    expect(
      statuses.some((status) => status.startsWith('2')),
      name,
    ).toBe(true);
    expect(statuses, name).toEqual(expect.arrayContaining(['403', '500']));
    for (const [status, response] of Object.entries(responses)) {
      const where = `${name} ${status}`;
      expect(response.description, where).not.toBe('Default Response');
      if (status === '204') expect(response.content, where).toBeUndefined();
      else expect(Object.values(response.content ?? {})[0]?.schema, where).toBeTypeOf('object');
      if (Number(status) < 400 || where === 'get /ready 503') continue;
      expect(response.content, where).toEqual({
        'application/json': { schema: { $ref: '#/components/schemas/ApiError' } },
      });
      for (const [, code] of response.description.matchAll(/^`(\w+)`:/gm)) {
        expect(errorCodes, where).toContain(code as ErrorCode);
      }
    }
  }
});

test('every reference leads somewhere, and no component is left over', async () => {
  await using server = await startServer();
  const document = await readDocument(server.url);
  const text = JSON.stringify(document);
  const wanted = new Set(
    [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]),
  );
  expect(
    [...text.matchAll(/"\$ref":"([^"]+)"/g)].every((match) => match[1]?.startsWith('#/components/')),
  ).toBe(true);
  wanted.add('LiveEvent');
  expect(Object.keys(document.components.schemas).sort()).toEqual([...wanted].sort());
});

test('every documented route answers with a status it documents', async () => {
  await using server = await startServer();
  const document = await readDocument(server.url);
  for (const [name, operation] of operations(document)) {
    if (operation.operationId === 'watchEvents') continue;
    const [method = '', path = ''] = name.split(' ');
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, key) =>
      key === 'id' ? '01936f5c-7a2e-7b11-9d3a-4f2b8c6d1e0a' : '0',
    );
    const answer = await send(server.port, { method: method.toUpperCase(), path: filled });
    expect(Object.keys(operation.responses), name).toContain(String(answer.status));
    expect(answer.status, name).toBeLessThan(500);
  }
});

test('the documentation is served with everything it needs, and asks no other host', async () => {
  await using server = await startServer();
  const page = await (await fetch(`${server.url}/docs/`)).text();
  const needed = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(needed.length).toBeGreaterThan(3);
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  for (const address of needed) {
    expect(address).not.toMatch(/^(https?:)?\/\//);
    expect((await fetch(new URL(address, `${server.url}/docs/`))).status, address).toBe(200);
  }
  const settings = await (await fetch(`${server.url}/docs/static/swagger-initializer.js`)).text();
  expect(settings).toContain('"validatorUrl":null');
});
