import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { EarshotError } from '../errors.ts';
import { openHttp } from './server.ts';
import { HttpSettings } from './settings.ts';
import { codeOf, openSocket, send, startServer } from './testing/running-server.ts';
import { callId } from './testing/sample-calls.ts';
import { scriptParts } from './testing/scripted-parts.ts';

const { parts } = scriptParts({ dashboardFolder: '/nowhere' });
const settings = { ...HttpSettings.parse({}), host: '127.0.0.1', port: 0, maxUploadBytes: 1000 };

test.each(['0.0.0.0', '::', '192.168.1.5', '10.0.0.1', 'example.org', '127.1', '*', ''])(
  'it refuses to listen on %j, with a reason',
  async (host) => {
    await expect(openHttp({ ...settings, host }, parts)).rejects.toMatchObject({
      code: 'bind_refused',
      details: { host },
    });
  },
);

test.each(['127.0.0.1', 'localhost', '127.0.0.2'])('it listens on %s and says where', async (host) => {
  await using server = await openHttp({ ...settings, host }, parts);
  expect(server.url).toBe(`http://${host}:${server.port}`);
  expect(
    (await fetch(`http://${host === 'localhost' ? '127.0.0.1' : host}:${server.port}/health`)).status,
  ).toBe(200);
});

test('a port that another program uses is an error that says so', async () => {
  await using first = await startServer();
  await expect(openHttp({ ...settings, port: first.port }, parts)).rejects.toMatchObject({
    code: 'port_in_use',
    details: { port: first.port },
  });
});

test('::1 is listened on where the machine has it, and is a setting error where it has not', async () => {
  const probe = createServer();
  const hasIpv6 = await new Promise((resolve) => {
    probe.once('error', () => resolve(false)).listen(0, '::1', () => probe.close(() => resolve(true)));
  });
  const opening = openHttp({ ...settings, host: '::1' }, parts);
  if (!hasIpv6) {
    await expect(opening).rejects.toMatchObject({ code: 'setting_invalid' });
    return;
  }
  await using server = await opening;
  expect(server.url).toBe(`http://[::1]:${server.port}`);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('health says it is alive, ready says what cannot be reached', async () => {
  await using server = await startServer();
  expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'ok', version: '1.2.3' });
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  server.script.failWith = new EarshotError('database_unavailable');
  const ready = await fetch(`${server.url}/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({
    ok: false,
    parts: { database: { ok: false, problem: { code: 'database_unavailable' } } },
  });
});

test('every answer carries a request id and the headers that keep pages apart', async () => {
  await using server = await startServer();
  for (const path of ['/health', '/api/v1/nothing', '/%ff', '/api/v1/calls?limit=x', '/docs/']) {
    const { headers } = await fetch(server.url + path);
    expect(headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
    if (path === '/%ff') continue;
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy'), path).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
  }
});

test('what is not there is a JSON error', async () => {
  await using server = await startServer();
  for (const [method, path] of [
    ['GET', '/api'],
    ['GET', '/api/v1'],
    ['GET', '/api/v2/calls'],
    ['POST', '/health'],
    ['PUT', '/'],
    ['GET', '/favicon.ico'],
  ] as const) {
    const response = await fetch(server.url + path, { method });
    expect(response.status, path).toBe(404);
    expect(await codeOf(response), path).toBe('not_found');
  }
});

test('an invalid request names the fields', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/calls?limit=1000&state=lost&agnet=x`);
  expect(response.status).toBe(400);
  const { error } = (await response.json()) as {
    error: { code: string; details: { fields: { path: string }[] } };
  };
  expect(error.code).toBe('request_invalid');
  expect(error.details.fields.map((field) => field.path).sort()).toEqual(['agnet', 'limit', 'state']);
});

test.each([
  { what: 'broken JSON', body: '{', status: 400, code: 'request_invalid' },
  { what: 'nothing', body: '', status: 400, code: 'request_invalid' },
  { what: 'too short a list', body: '{"roles":[]}', status: 400, code: 'request_invalid' },
  { what: 'an unknown word', body: '{"roles":["boss"]}', status: 400, code: 'request_invalid' },
  { what: 'a prototype', body: '{"__proto__":{"roles":["agent"]}}', status: 400, code: 'request_invalid' },
  { what: 'a form', body: 'roles=agent', type: 'text/plain', status: 415, code: 'media_type_unsupported' },
  { what: 'too much', body: `"${'x'.repeat(1100 * 1024)}"`, status: 413, code: 'request_too_large' },
])('$what where JSON is expected is $status $code', async ({ body, type, status, code }) => {
  await using server = await startServer();
  const path = `/api/v1/calls/${callId}/roles`;
  const headers = { 'content-type': type ?? 'application/json' };
  const answer = await send(server.port, { method: 'PUT', path, headers, body });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body).error.code).toBe(code);
});

test('a body that is no JSON is told as such', async () => {
  await using server = await startServer();
  const path = `/api/v1/calls/${callId}/roles`;
  const headers = { 'content-type': 'application/json' };
  const { body } = await send(server.port, { method: 'PUT', path, headers, body: '{' });
  expect(JSON.parse(body).error.details).toEqual({
    in: 'body',
    fields: [{ path: '', problem: 'it is no JSON' }],
  });
});

test('a failure inside is a 500 that tells nothing, and the log has the cause without personal data', async () => {
  const lines: unknown[] = [];
  const note = (...line: unknown[]) => lines.push(line);
  const log = { debug: note, info: note, warn: note, error: note, child: () => log };
  await using server = await startServer({ log });
  server.script.failWith = new TypeError('secret words') as never;
  const response = await fetch(`${server.url}/api/v1/calls?q=Rosenweg`);
  const body = await response.text();
  expect(response.status).toBe(500);
  expect(body).not.toContain('secret words');
  expect(JSON.parse(body).error.code).toBe('internal');
  const requestId = response.headers.get('x-request-id');
  expect(lines).toContainEqual([
    expect.objectContaining({ err: server.script.failWith, requestId }),
    'a request failed',
  ]);
  expect(JSON.stringify(lines)).not.toContain('Rosenweg');
});

test('an answer that breaks its own contract is not sent', async () => {
  await using server = await startServer();
  server.script.parts.calls.facets = async () => ({ agents: [7], queues: [] }) as never;
  expect(await codeOf(await fetch(`${server.url}/api/v1/calls/facets`))).toBe('internal');
});

test.each([
  {
    what: 'a header without a colon',
    text: 'GET / HTTP/1.1\r\nHost: localhost\r\nBad Header\r\n\r\n',
    status: 400,
  },
  { what: 'nonsense', text: 'nonsense\r\n\r\n', status: 400 },
  { what: 'a request without a host', text: 'GET / HTTP/1.1\r\n\r\n', status: 400 },
  {
    what: 'a header that is too long',
    text: `GET / HTTP/1.1\r\nHost: localhost\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`,
    status: 431,
  },
])('$what is answered with $status and the connection is closed', async ({ text, status }) => {
  await using server = await startServer();
  const { socket, closed } = await openSocket(server.port);
  socket.write(text);
  expect(await closed).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('a request that stops arriving is cut off', async () => {
  await using server = await startServer({ settings: { idleTimeoutMs: 50 } });
  const { socket, closed } = await openSocket(server.port);
  socket.write(
    `PUT /api/v1/calls/${callId}/roles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
      'Content-Length: 100\r\n\r\n{"roles":',
  );
  expect(await closed).toBe('');
  expect(server.script.roles).toEqual([]);
});

test('a handler may take longer than a request may stall', async () => {
  await using server = await startServer({ settings: { idleTimeoutMs: 20 } });
  server.script.parts.speech.importFolder = () => new Promise((resolve) => setTimeout(resolve, 200));
  const response = await fetch(`${server.url}/api/v1/speech/models/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"folder":"/models/tiny"}',
  });
  expect(response.status).toBe(201);
});

test('closing lets an answer under way end and then lets go of its connection', async () => {
  const server = await startServer({ settings: { shutdownGraceMs: 60_000 } });
  const { promise: release, resolve } = Promise.withResolvers<void>();
  const { promise: asked, resolve: tellAsked } = Promise.withResolvers<void>();
  server.script.parts.calls.facets = async () => {
    tellAsked();
    await release;
    return { agents: [], queues: [] };
  };
  const { socket, until } = await openSocket(server.port);
  socket.write('GET /api/v1/calls/facets HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await asked;
  const closed = server[Symbol.asyncDispose]();
  const takesRequests = () =>
    fetch(`${server.url}/health`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
  while (await takesRequests());
  resolve();
  expect(await until('{"agents":[],"queues":[]}')).toMatch(/^HTTP\/1.1 200 /);
  await closed;
});

test('closing cuts what does not end by itself', async () => {
  const server = await startServer({ settings: { shutdownGraceMs: 20 } });
  const { promise: asked, resolve: tellAsked } = Promise.withResolvers<void>();
  server.script.parts.calls.facets = () => {
    tellAsked();
    return new Promise(() => {});
  };
  const answer = fetch(`${server.url}/api/v1/calls/facets`);
  const failed = expect(answer).rejects.toThrow();
  await asked;
  await server[Symbol.asyncDispose]();
  await failed;
});
