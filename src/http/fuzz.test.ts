import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { send, startServer } from './testing/running-server.ts';
import { callId, silentCallId } from './testing/sample-calls.ts';

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const segments = [
  ...['api', 'v1', 'calls', 'facets', 'audio', 'original', 'peaks', 'retry', 'roles', 'transcript'],
  ...[
    'queue',
    'rejections',
    'retry-failed',
    'speech',
    'models',
    'import',
    'pull',
    'scorecards',
    'versions',
    'drafts',
    'publish',
    'docs',
    'static',
    'assets',
  ],
  ...[
    callId,
    silentCallId,
    '0',
    '-1',
    '99999999999999999999',
    'null',
    '__proto__',
    'constructor',
    '..',
    '.',
    '',
  ],
  ...[
    '%00',
    '%ff',
    '%2e%2e%2f',
    '%',
    '%zz',
    'a%20b',
    '%F0%9F%94%A5',
    "'--",
    '{{x}}',
    '*',
    ':id',
    'x'.repeat(300),
  ],
];
const values = [
  '',
  '0',
  '-1',
  '1e999',
  'NaN',
  'true',
  '[]',
  '%00',
  '%ff',
  '%',
  'x'.repeat(600),
  '%F0%9F%94%A5',
  '"',
];
const keys = [
  'q',
  'state',
  'flagged',
  'limit',
  'minScore',
  'from',
  'sort',
  'cursor',
  'channel',
  'a[b]',
  '__proto__',
  '',
];
const types = [
  ...[
    'application/json',
    'multipart/form-data',
    'multipart/form-data; boundary=b',
    'text/plain',
    'audio/wav',
  ],
  ...['application/x-www-form-urlencoded', '', ';', 'application/json; charset=nonsense'],
];
const bodies = [
  ...[
    '',
    '{}',
    '[]',
    'null',
    '"x"',
    '{"roles":',
    '{"roles":[{}]}',
    '{"folder":[]}',
    '{"__proto__":1}',
    '\0\0',
  ],
  ...['--b--\r\n', '--b\r\n\r\n\r\n--b--\r\n', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n'],
  '--b\r\nContent-Disposition: form-data; name="file"; filename="\r\n\r\nx\r\n--b--\r\n',
  '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b',
  '--b\r\nContent-Disposition: form-data; name="extra"\r\n\r\n{\r\n--b--\r\n',
];
const headers = ['range', 'if-range', 'if-none-match', 'last-event-id', 'accept', 'origin', 'sec-fetch-site'];
const headerValues = [
  '',
  'bytes=-',
  'bytes=9-1',
  '*',
  '"',
  'junk',
  '-5',
  'text/html',
  'null',
  '\u00ff\u00fe',
  '1'.repeat(40),
];

/** Addresses that are right but for what stands for `?`. */
const addresses = [
  ...[
    'calls',
    'calls/?',
    'calls/?/retry',
    'calls/?/roles',
    'calls/?/transcript',
    'calls/?/audio',
    'calls/?/peaks',
  ],
  ...[
    'calls/?/original/?',
    `calls/${callId}/?`,
    `calls/${callId}/original/?`,
    'queue/?',
    'queue/rejections/?',
  ],
  ...['speech/models/?/pull', 'speech/models/?', 'speech/models/import'],
];

/** A small generator with a seed (mulberry32), so that a failure can be had again. */
function seeded(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  return { next, pick };
}

function anyPath(next: () => number, pick: (from: readonly string[]) => string): string {
  return Array.from({ length: 1 + Math.floor(next() * 5) }, () => pick(segments)).join('/');
}

function junk({ next, pick }: ReturnType<typeof seeded>) {
  const start = next() < 0.8 ? '/api/v1/' : '/';
  const path = next() < 0.5 ? pick(addresses).replaceAll('?', () => pick(segments)) : anyPath(next, pick);
  const query = next() < 0.5 ? `?${pick(keys)}=${pick(values)}&${pick(keys)}=${pick(values)}` : '';
  const method = pick(methods);
  const sent: Record<string, string> = { [pick(headers)]: pick(headerValues) };
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  if (hasBody) sent['content-type'] = pick(types);
  return {
    method,
    path: `${start}${path}${query}`,
    headers: sent,
    ...(hasBody ? { body: pick(bodies) } : {}),
  };
}

test('no junk makes the server fail, and every refusal has a code', async () => {
  await using server = await startServer();
  await writeFile(join(server.dashboardFolder, 'index.html'), '<!doctype html>');
  const random = seeded(20_250_301);
  for (let n = 0; n < 800; n++) {
    const ask = junk(random);
    if (ask.path.startsWith('/api/v1/events')) continue;
    const answer = await send(server.port, ask);
    const what = JSON.stringify(ask);
    expect(answer.status, what).toBeLessThan(500);
    if (answer.status < 400 || ask.method === 'HEAD') continue;
    expect(JSON.parse(answer.body).error.code, what).toMatch(/^[a-z_]+$/);
    expect(answer.body, what).not.toMatch(/node_modules|at \w+ \(/);
  }
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  expect(server.script.staged.size).toBe(0);
});
