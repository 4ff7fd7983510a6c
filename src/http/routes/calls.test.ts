import { expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { CallDetail, CallList } from '../../model/api.ts';
import { codeOf, send, startServer } from '../testing/running-server.ts';
import { callId, unknownCallId } from '../testing/sample-calls.ts';

const json = { 'content-type': 'application/json' };

test('a list is asked for with the defaults of the contract', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/calls`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(CallList.parse(await response.json()).calls).toHaveLength(1);
  expect(server.script.queries).toEqual([{ sort: 'receivedAt', order: 'desc', limit: 50 }]);
});

test('filters arrive as values, not as text', async () => {
  await using server = await startServer();
  const query =
    'q=%22chest+pain%22+-asthma&flagged=false&minScore=10&limit=5&from=2025-01-01T00:00:00%2B01:00';
  expect((await fetch(`${server.url}/api/v1/calls?${query}`)).status).toBe(200);
  expect(server.script.queries[0]).toMatchObject({
    q: '"chest pain" -asthma',
    flagged: false,
    minScore: 10,
    limit: 5,
    from: '2025-01-01T00:00:00+01:00',
  });
});

test.each([
  'state=a&state=b',
  'limit=0',
  'limit=201',
  'sort=name',
  'minScore=x',
  'from=yesterday',
  `q=${'x'.repeat(201)}`,
])('the query %.20s is invalid', async (query) => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/calls?${query}`);
  expect(response.status).toBe(400);
  expect(await codeOf(response)).toBe('request_invalid');
});

test('one call is shown with everything, an unknown one is not found', async () => {
  await using server = await startServer();
  const response = await fetch(`${server.url}/api/v1/calls/${callId}`);
  expect(CallDetail.parse(await response.json()).transcript?.turns).toHaveLength(1);
  const unknown = await fetch(`${server.url}/api/v1/calls/${unknownCallId}`);
  expect(unknown.status).toBe(404);
  expect(await codeOf(unknown)).toBe('call_not_found');
});

test('a call is tried again, given roles and deleted', async () => {
  await using server = await startServer();
  const path = `${server.url}/api/v1/calls/${callId}`;
  const retried = await fetch(`${path}/retry`, { method: 'POST', headers: json });
  expect(CallDetail.parse(await retried.json()).id).toBe(callId);
  const body = JSON.stringify({ roles: ['customer', 'agent'] });
  const changed = await fetch(`${path}/roles`, { method: 'PUT', headers: json, body });
  expect(CallDetail.parse(await changed.json()).id).toBe(callId);
  const deleted = await fetch(path, { method: 'DELETE' });
  expect(deleted.status).toBe(204);
  expect(await deleted.text()).toBe('');
  expect(server.script.asked).toEqual([`retry ${callId}`, `remove ${callId}`]);
  expect(server.script.roles).toEqual([{ id: callId, roles: ['customer', 'agent'] }]);
});

test('an error of a part keeps its status, code and details', async () => {
  await using server = await startServer();
  server.script.failWith = new EarshotError('conflict', { details: { state: 'processing' } });
  const response = await fetch(`${server.url}/api/v1/calls/${callId}/retry`, { method: 'POST' });
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({
    error: { code: 'conflict', details: { state: 'processing' } },
  });
});

test('something that cannot be reached is worth another try', async () => {
  await using server = await startServer();
  server.script.failWith = new EarshotError('database_unavailable');
  const response = await fetch(`${server.url}/api/v1/calls`);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
});

test.each(['POST', 'PUT', 'DELETE'])('a page of another origin cannot %s', async (method) => {
  await using server = await startServer();
  const path = method === 'DELETE' ? '' : method === 'PUT' ? '/roles' : '/retry';
  const answer = await send(server.port, {
    method,
    path: `/api/v1/calls/${callId}${path}`,
    headers: { ...json, origin: 'http://evil.example' },
    ...(method === 'DELETE' ? {} : { body: '{"roles":["agent"]}' }),
  });
  expect(answer.status).toBe(403);
  expect(JSON.parse(answer.body).error.code).toBe('origin_refused');
  expect(server.script.asked).toEqual([]);
  expect(server.script.roles).toEqual([]);
});

test('a name that was made to point here gets nothing, not even a page', async () => {
  await using server = await startServer();
  for (const path of ['/', '/health', '/api/v1/calls', '/docs/', '/nothing']) {
    const answer = await send(server.port, {
      path,
      headers: { host: 'rebound.example:8911', accept: 'text/html' },
    });
    expect(answer.status, path).toBe(403);
    expect(JSON.parse(answer.body).error.code, path).toBe('host_refused');
  }
});

test('a host that settings allow is answered', async () => {
  await using server = await startServer({ settings: { allowedHosts: ['earshot.example.org'] } });
  const headers = { host: 'earshot.example.org', origin: 'https://earshot.example.org' };
  const answer = await send(server.port, { method: 'POST', path: `/api/v1/calls/${callId}/retry`, headers });
  expect(answer.status).toBe(200);
});
