import type { App } from '../app.ts';

/**
 * A request may take hours to arrive, as long as it keeps arriving; one that stops is cut off. Handlers may
 * take as long as they need.
 */
export function closeStalledRequests(app: App, settings: { idleTimeoutMs: number }): void {
  app.addHook('onRequest', async ({ raw, socket }, reply) => {
    if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return;
    socket.setTimeout(settings.idleTimeoutMs);
    raw.once('end', () => {
      // Once the answer is out the socket has the time-out of idle connections.
      if (!reply.raw.writableEnded) socket.setTimeout(0);
    });
  });
}

/** While the server closes, connections are let go as soon as their answer is out. */
export function releaseConnectionsOnClose(app: App): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onResponse', async () => {
    if (closing) setImmediate(() => app.server.closeIdleConnections());
  });
}
