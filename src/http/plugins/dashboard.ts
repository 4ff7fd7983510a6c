import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EarshotError } from '../../errors.ts';
import type { App } from '../app.ts';
import { sendError } from './errors.ts';

/** `assets/index-DwB3kQ9x.js`: the name changes with the content, so it may be kept for ever. */
const hashedAsset = /[/\\]assets[/\\][^/\\]+-[\w-]{8}\.\w+$/;

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Earshot</title>
<style>:root { color-scheme: light dark } body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
<h1>The dashboard is not built</h1>
<p>Earshot is running, but the files of its dashboard are not there. Stop it and run <code>npm start</code>,
which builds them, then reload this page.</p>
<p>The API works without it: see <a href="/docs/">its documentation</a>.</p>
</html>
`;

/**
 * Serves the files of the dashboard. The dashboard has pages of its own at addresses no file has; a browser that
 * navigates to one gets `index.html`. Everything else that is not there is a JSON error.
 */
export async function serveDashboard(app: App, deps: { dashboardFolder: string }): Promise<void> {
  await app.register(fastifyStatic, {
    root: deps.dashboardFolder,
    suppressWarning: true,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders(reply, path) {
      const forEver = hashedAsset.test(path);
      reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const index = join(deps.dashboardFolder, 'index.html');
  app.setNotFoundHandler((request, reply) => {
    if (!isPageNavigation(request)) return sendError(new EarshotError('not_found'), request, reply);
    if (existsSync(index)) return reply.sendFile('index.html');
    return sendNotBuilt(reply);
  });
}

function sendNotBuilt(reply: FastifyReply): FastifyReply {
  return reply.code(503).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(notBuilt);
}

function isPageNavigation(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0]!;
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    (request.headers.accept ?? '').includes('text/html') &&
    !/^\/(api|docs)(\/|$)/.test(path) &&
    !/\.[^/]*$/.test(path)
  );
}
