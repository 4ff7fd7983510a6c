import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOf, type RunningServer, send, startServer } from '../testing/running-server.ts';

const page = '<!doctype html><title>Earshot</title><div id="root"></div>';
const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

async function build(server: RunningServer): Promise<void> {
  const files = {
    'index.html': page,
    'favicon.svg': '<svg/>',
    'assets/index-DwB3kQ9x.js': 'export {};',
    'assets/notes.txt': 'no hash',
    '.secret': 'not for anybody',
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(server.dashboardFolder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  await writeFile(join(dirname(server.dashboardFolder), 'beside.txt'), 'outside');
}

test('a dashboard that is not built is said in so many words, and appears once it is built', async () => {
  await using server = await startServer();
  const before = await fetch(server.url, { headers: navigation });
  expect(before.status).toBe(503);
  expect(before.headers.get('content-type')).toContain('text/html');
  expect(await before.text()).toContain('The dashboard is not built');
  await build(server);
  const after = await fetch(server.url, { headers: navigation });
  expect(after.status).toBe(200);
  expect(await after.text()).toBe(page);
});

test.each(['/', '/calls', '/calls/01936f5c-7a2e-7b11-9d3a-4f2b8c6d1e0a?at=12', '/queue/', '/docsomething'])(
  'a browser that navigates to %s gets the dashboard, to be asked for again each time',
  async (path) => {
    await using server = await startServer();
    await build(server);
    const response = await fetch(server.url + path, { headers: navigation });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(page);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  },
);

test('a file whose name changes with its content is kept for ever, others are asked for again', async () => {
  await using server = await startServer();
  await build(server);
  const hashed = await fetch(`${server.url}/assets/index-DwB3kQ9x.js`);
  expect(await hashed.text()).toBe('export {};');
  expect(hashed.headers.get('content-type')).toContain('javascript');
  expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  for (const path of ['/favicon.svg', '/assets/notes.txt']) {
    expect((await fetch(server.url + path)).headers.get('cache-control')).toBe('no-cache');
  }
});

test('what is no page is a JSON error, also for a browser', async () => {
  await using server = await startServer();
  await build(server);
  for (const path of ['/assets/index-gone1234.js', '/api/v1/nothing', '/api', '/docs/nothing', '/x.map']) {
    const response = await fetch(server.url + path, { headers: navigation });
    expect(response.status, path).toBe(404);
    expect(await codeOf(response), path).toBe('not_found');
  }
  expect((await fetch(`${server.url}/calls`)).status).toBe(404);
  expect((await fetch(`${server.url}/calls`, { method: 'POST', headers: navigation })).status).toBe(404);
});

test.each([
  '/../beside.txt',
  '/..%2fbeside.txt',
  '/%2e%2e/beside.txt',
  '/assets/..%2f..%2fbeside.txt',
  '/assets/../../beside.txt',
  '/..%5cbeside.txt',
  '//etc/passwd',
  '/.secret',
  '/%2esecret',
])('nothing outside the folder is served: %s', async (path) => {
  await using server = await startServer();
  await build(server);
  const answer = await send(server.port, { path });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.body).not.toMatch(/outside|root:|not for anybody/);
  expect(JSON.parse(answer.body).error.code).toBeTypeOf('string');
});
