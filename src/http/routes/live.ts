import type { WebSocket } from '@fastify/websocket';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import type { SourceSocket } from '../../ingest/live-intake.ts';
import { bytesOfSamples } from '../../lib/pcm16.ts';
import { KeptRemark, LiveDetail, type LiveFeedEvent, LiveList, LiveRemark } from '../../model/live.ts';
import type { App } from '../app.ts';
import { type StreamSettings, streamEvents } from '../live.ts';
import { serveFeedSocket } from '../live-socket.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { CallAddress } from './parameters.ts';

const tags = ['Live'];

/** What a reader wants to see: all calls as a wall shows them, or also everything of some. */
const FeedQuery = z.object({
  call: z
    .union([z.uuid(), z.array(z.uuid()).max(20)])
    .optional()
    .transform((ids) => (ids === undefined ? [] : [ids].flat()))
    .describe('A call to be told everything of; may be given several times.'),
  after: z.coerce.number().int().nonnegative().optional().describe('The id of the last event seen.'),
});
type FeedQuery = z.output<typeof FeedQuery>;

const ListenQuery = z.object({
  leg: z.coerce.number().int().min(0).max(1).describe('Which leg, from 0.'),
  fromMs: z.coerce
    .number()
    .nonnegative()
    .default(0)
    .describe("From where on, on the call's own clock. Older audio than is kept begins with what is."),
});

export function liveRoutes(
  app: App,
  settings: StreamSettings,
  deps: Pick<HttpParts, 'live' | 'clock' | 'log'>,
): void {
  const stopping = new AbortController();
  app.addHook('preClose', async () => stopping.abort());

  app.get(
    '/live',
    {
      schema: {
        operationId: 'listLiveCalls',
        summary: 'List the calls that are open',
        description: 'As a wall shows them. What changes is told by `/api/v1/live/events`.',
        tags,
        response: { 200: LiveList, ...problems() },
      },
    },
    async () => ({ calls: deps.live.list(), load: deps.live.load() }),
  );

  app.get(
    '/live/:id',
    {
      schema: {
        operationId: 'getLiveCall',
        summary: 'Get everything known of an open call',
        description:
          'Its words so far, what was noticed and how it would be judged now. Once it has ended it is a call like any other, with the same id.',
        tags,
        params: CallAddress,
        response: { 200: LiveDetail, ...problems('call_not_found') },
      },
    },
    async ({ params }) => {
      const call = deps.live.detail(params.id);
      if (!call) throw new EarshotError('call_not_found');
      return call;
    },
  );

  app.get(
    '/live/:id/audio',
    {
      schema: {
        operationId: 'listenToLiveCall',
        summary: 'Listen to an open call',
        description:
          'Samples of one leg, up to the newest there are and from half a minute back at most: 16 bits, signed, ' +
          'little-endian, without a header. `x-sample-rate` says how many a second, `x-start-ms` where they begin; ' +
          'whoever asks again from where they end hears the call as it comes.',
        tags,
        params: CallAddress,
        querystring: ListenQuery,
        response: {
          200: {
            description: 'The samples; none when there are no newer ones yet.',
            content: { 'application/octet-stream': { schema: z.file() } },
          },
          ...problems('request_invalid', 'call_not_found'),
        },
      },
    },
    async ({ params, query }, reply) => {
      const heard = deps.live.listen(params.id, query.leg, query.fromMs);
      if (!heard) throw new EarshotError('call_not_found');
      return sendSamples(reply, heard);
    },
  );

  app.post(
    '/live/:id/remarks',
    {
      schema: {
        operationId: 'remarkOnLiveCall',
        summary: 'Add a remark to an open call',
        description:
          'A moment to come back to, a note for later, or a word to whoever takes the call. It is told to all who ' +
          'watch the call, and stays with it.',
        tags,
        params: CallAddress,
        body: LiveRemark,
        response: { 200: KeptRemark, ...problems('request_invalid', 'call_not_found') },
      },
    },
    async ({ params, body }) => {
      const kept = deps.live.remark(params.id, body);
      if (!kept) throw new EarshotError('call_not_found');
      return kept;
    },
  );

  const feed = (query: FeedQuery, afterId: number | undefined) => (signal: AbortSignal) =>
    wanted(deps.live.feed({ signal, ...(afterId === undefined ? {} : { afterId }) }), query);

  app.route({
    method: 'GET',
    url: '/live/events',
    exposeHeadRoute: false,
    schema: {
      operationId: 'watchLiveCalls',
      summary: 'Watch open calls',
      description:
        'Server-sent events, or the same as messages `{"id", "event"}` of a WebSocket when the request asks for one. ' +
        'Every reader is told when calls open, change and end, and of alerts; `?call=<id>` adds words, findings and marks of that ' +
        'call. Readers that come back with the last id they saw (`Last-Event-ID`, or `?after=`) get what they missed.',
      tags,
      querystring: FeedQuery,
      response: {
        200: {
          description: 'A stream without end.',
          content: { 'text/event-stream': { schema: z.string() } },
        },
        ...problems('request_invalid'),
      },
    },
    async handler(request, reply) {
      const header = Number(request.headers['last-event-id'] || Number.NaN);
      const afterId = Number.isSafeInteger(header) ? header : request.query.after;
      await streamEvents<LiveFeedEvent>(request, reply, settings, {
        events: feed(request.query, afterId),
        stopping: stopping.signal,
        clock: deps.clock,
        log: deps.log,
      });
    },
    async wsHandler(socket, request) {
      const query = FeedQuery.parse(request.query);
      await serveFeedSocket(socket, settings, {
        events: feed(query, query.after),
        stopping: stopping.signal,
      });
    },
  });

  app.get('/live/source', { websocket: true, schema: { hide: true } }, (socket) => {
    deps.live.serve(asSourceSocket(socket));
    stopping.signal.addEventListener('abort', () => socket.close(1001), { once: true });
  });
}

function sendSamples(
  reply: FastifyReply,
  { samples, startMs, sampleRateHz }: { samples: Int16Array; startMs: number; sampleRateHz: number },
): FastifyReply {
  return reply
    .headers({ 'x-start-ms': startMs, 'x-sample-rate': sampleRateHz })
    .type('application/octet-stream')
    .send(bytesOfSamples(samples));
}

async function* wanted(
  events: AsyncIterable<{ id: number; event: LiveFeedEvent }>,
  { call }: FeedQuery,
): AsyncGenerator<{ id: number; event: LiveFeedEvent }> {
  const ids = new Set(call);
  for await (const numbered of events) {
    const { type, callId } = numbered.event;
    if (type === 'call' || type === 'alert' || type === 'ended' || ids.has(callId)) yield numbered;
  }
}

function asSourceSocket(socket: WebSocket): SourceSocket {
  socket.binaryType = 'nodebuffer';
  return {
    onMessage: (take) =>
      void socket.on('message', (data: Buffer, isBinary: boolean) =>
        take(isBinary ? data : data.toString('utf8')),
      ),
    onClose: (told) => {
      let done = false;
      const once = () => {
        if (!done) told();
        done = true;
      };
      // A message that is too large, or no WebSocket's: the connection ends, and with it what it was for.
      socket.on('error', once);
      socket.on('close', once);
    },
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: (reason) => socket.close(1000, reason),
  };
}
