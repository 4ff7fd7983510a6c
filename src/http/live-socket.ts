import type { WebSocket } from '@fastify/websocket';
import type { StreamSettings } from './live.ts';

/**
 * Sends events as messages `{"id", "event"}` until the reader goes away or `stopping` says so. A reader that is too
 * far behind is closed with 1013: it comes back with the last id it saw.
 */
export async function serveFeedSocket<Event>(
  socket: WebSocket,
  settings: Pick<StreamSettings, 'maxUnreadEventBytes'>,
  deps: { events(signal: AbortSignal): AsyncIterable<{ id: number; event: Event }>; stopping: AbortSignal },
): Promise<void> {
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  socket.on('error', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, deps.stopping]);
  for await (const numbered of deps.events(signal)) {
    if (signal.aborted) break;
    if (socket.bufferedAmount > settings.maxUnreadEventBytes) {
      socket.close(1013, 'too far behind');
      return;
    }
    socket.send(JSON.stringify(numbered));
  }
  socket.close(1001);
}
