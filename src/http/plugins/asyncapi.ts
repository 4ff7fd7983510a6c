import { z } from 'zod';
import { LiveEvent } from '../../model/api.ts';
import { FromDesk, microphoneRateHz, ToDesk } from '../../model/drill-desk.ts';
import { FromLiveSource, LiveFeedEvent, ToLiveSource } from '../../model/live.ts';

/** What goes over the streams and sockets, as AsyncAPI 3.0: one channel each, its messages from the same schemas. */
export function asyncApi(version: string): object {
  const channels = {
    events: channel('/api/v1/events', 'What happens to stored calls (server-sent events).', {
      event: LiveEvent,
    }),
    liveEvents: channel(
      '/api/v1/live/events',
      'What happens in open calls (server-sent events, or a WebSocket).',
      {
        event: z.object({ id: z.int(), event: LiveFeedEvent }),
      },
    ),
    liveSource: channel(
      '/api/v1/live/source',
      'A source of live audio (WebSocket); its frames are binary messages.',
      {
        fromSource: FromLiveSource,
        toSource: ToLiveSource,
      },
    ),
    drillDesk: channel(
      '/api/v1/drills/{id}/desk',
      `The desk of a drill (WebSocket); frames of the microphone (${microphoneRateHz} Hz), and the audio of the caller, are binary messages.`,
      { fromDesk: FromDesk, toDesk: ToDesk },
      { id: { description: 'The id of the drill.' } },
    ),
  };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Earshot, as it happens',
      version,
      description:
        'Streams and sockets. docs/ingest/live.md draws the binary frames; /docs has everything else.',
    },
    channels,
    operations: {
      watchEvents: operation('send', 'events', 'event'),
      watchLiveCalls: operation('send', 'liveEvents', 'event'),
      hearSource: operation('receive', 'liveSource', 'fromSource'),
      answerSource: operation('send', 'liveSource', 'toSource'),
      hearDesk: operation('receive', 'drillDesk', 'fromDesk'),
      answerDesk: operation('send', 'drillDesk', 'toDesk'),
    },
  };
}

function channel(
  address: string,
  description: string,
  messages: Record<string, z.ZodType>,
  parameters?: object,
): object {
  return {
    address,
    description,
    ...(parameters ? { parameters } : {}),
    messages: Object.fromEntries(
      Object.entries(messages).map(([name, schema]) => [
        name,
        {
          contentType: 'application/json',
          payload: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
        },
      ]),
    ),
  };
}

function operation(action: 'send' | 'receive', channel: string, message: string): object {
  return {
    action,
    channel: { $ref: `#/channels/${channel}` },
    messages: [{ $ref: `#/channels/${channel}/messages/${message}` }],
  };
}
