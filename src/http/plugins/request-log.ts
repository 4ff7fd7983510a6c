import type { Log } from '../../log.ts';
import type { App } from '../app.ts';

/** One line a request: the route's pattern, never the address itself, which may hold names or search words. */
export function logRequests(app: App, deps: { log: Log }): void {
  app.addHook('onResponse', async (request, reply) => {
    deps.log.debug(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}
