import { z } from 'zod';
import { LiveFeedEvent } from '../../../../src/model/live.ts';
import { backOffMs } from './back-off.ts';
import { socketAddress } from './socket-address.ts';

/** `lost` only after a while: a server that restarts within seconds needs no alarm. */
export type FeedState = 'connecting' | 'open' | 'lost';

export interface FeedHandlers {
  onState(state: FeedState): void;
  /** The connection stands, for the first time or again: what is known must be asked for anew. */
  onOpen(): void;
  onEvent(event: LiveFeedEvent): void;
}

const Envelope = z.object({ id: z.number(), event: z.unknown() });
const lostAfterMs = 3_000;

/**
 * Reads what happens in open calls until it is stopped, and comes back by itself.
 * @param calls ids of those of which everything is told
 */
export function openFeed(calls: string[], handlers: FeedHandlers): () => void {
  let socket: WebSocket | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  let lastId: number | undefined;
  let failures = 0;
  let stopped = false;

  function take({ data }: MessageEvent): void {
    const { id, event } = Envelope.parse(JSON.parse(String(data)));
    lastId = id;
    const known = LiveFeedEvent.safeParse(event);
    // A kind of event that this version does not know is nothing to this page.
    if (known.success) handlers.onEvent(known.data);
  }

  function connect(): void {
    const query = new URLSearchParams(calls.map((id) => ['call', id]));
    if (lastId !== undefined) query.set('after', String(lastId));
    socket = new WebSocket(socketAddress(`/live/events?${query}`));
    socket.onopen = () => {
      clearTimeout(alarm);
      alarm = undefined;
      failures = 0;
      handlers.onState('open');
      handlers.onOpen();
    };
    socket.onmessage = take;
    socket.onclose = () => {
      if (stopped) return;
      alarm ??= setTimeout(() => handlers.onState('lost'), lostAfterMs);
      again = setTimeout(connect, backOffMs(failures++, Math.random()));
    };
  }

  connect();
  return () => {
    stopped = true;
    clearTimeout(again);
    clearTimeout(alarm);
    socket?.close();
  };
}
