import { z } from 'zod';
import type { App } from '../app.ts';
import { type StreamSettings, streamEvents } from '../live.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

/** An empty header is what a browser sends that has not seen an event yet. */
const LastEventId = z
  .string()
  .regex(/^\d{0,15}$/, 'the id of an event')
  .transform((text) => (text === '' ? undefined : Number(text)))
  .optional()
  .describe('The id of the last event seen: the stream goes on after it, as far back as events are kept.');

export function eventRoutes(
  app: App,
  settings: StreamSettings,
  deps: Pick<HttpParts, 'events' | 'clock' | 'log'>,
): void {
  const stopping = new AbortController();
  app.addHook('preClose', async () => stopping.abort());

  app.get(
    '/events',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'watchEvents',
        summary: 'Watch what happens',
        description:
          'Server-sent events: the `data` of each is a `LiveEvent` as JSON, its `id` counts up. A comment is sent ' +
          'when nothing happens for a while. A reader that falls too far behind is disconnected; browsers come ' +
          'back by themselves with `Last-Event-ID` and get what they missed.',
        tags: ['Live'],
        headers: z.object({ 'last-event-id': LastEventId }),
        response: {
          200: {
            description: 'A stream without end.',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          ...problems('request_invalid'),
        },
      },
    },
    async (request, reply) => {
      const afterId = request.headers['last-event-id'];
      await streamEvents(request, reply, settings, {
        events: (signal) => deps.events({ signal, ...(afterId === undefined ? {} : { afterId }) }),
        stopping: stopping.signal,
        clock: deps.clock,
        log: deps.log,
      });
    },
  );
}
