import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { Peaks } from '../../model/api.ts';
import type { App } from '../app.ts';
import { sendFile } from '../byte-reply.ts';
import { attachment } from '../file-name.ts';
import type { CallParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { wavSource } from '../wav.ts';
import { CallAddress } from './parameters.ts';

const tags = ['Files of a call'];
const stored = ['object_not_found', 'object_damaged', 'object_key_unknown', 'storage_unavailable'] as const;

const AudioQuery = z.strictObject({
  channel: z
    .string()
    .regex(/^\d{1,3}$/, 'a channel, from 0')
    .transform(Number)
    .optional()
    .describe('One channel alone, from 0; all when absent.'),
});

const OriginalAddress = CallAddress.extend({
  position: z
    .string()
    .regex(/^\d{1,3}$/, 'a position, from 0')
    .transform(Number)
    .describe('Which of the files the call came in as, from 0.'),
});

function bytes(type: string, description: string) {
  return { description, content: { [type]: { schema: z.file() } } };
}

/** The audio of a call, its original files and its levels. */
export function callFileRoutes(app: App, deps: { calls: CallParts; log: Log }): void {
  const { calls } = deps;

  app.route({
    method: ['GET', 'HEAD'],
    url: '/calls/:id/audio',
    schema: {
      operationId: 'getCallAudio',
      summary: 'Play a call',
      description:
        'The audio as WAV (16 bit), with a channel for each leg that has one. Byte ranges are answered, so a ' +
        'player can jump. Also takes HEAD.',
      tags,
      params: CallAddress,
      querystring: AudioQuery,
      response: {
        200: bytes('audio/wav', 'The whole file.'),
        206: bytes('audio/wav', 'The range that was asked for.'),
        ...problems(
          'request_invalid',
          'call_not_found',
          'call_without_audio',
          'audio_too_long',
          'range_not_satisfiable',
          ...stored,
        ),
      },
    },
    async handler(request, reply) {
      const audio = await calls.audio(request.params.id);
      if (!audio) throw new EarshotError('call_without_audio');
      const { channel } = request.query;
      const source = wavSource(audio, channel);
      const version = `${audio.objectId}-wav${channel === undefined ? '' : `-${channel}`}`;
      return sendFile(request, reply, { source, contentType: 'audio/wav', version }, deps);
    },
  });

  app.route({
    method: ['GET', 'HEAD'],
    url: '/calls/:id/original/:position',
    schema: {
      operationId: 'getOriginalFile',
      summary: 'Save a file as it came in',
      description:
        'One of the files the call came in as, byte for byte, to be saved under its name. Also takes HEAD.',
      tags,
      params: OriginalAddress,
      response: {
        200: bytes('application/octet-stream', 'The whole file.'),
        206: bytes('application/octet-stream', 'The range that was asked for.'),
        ...problems('request_invalid', 'call_not_found', 'not_found', 'range_not_satisfiable', ...stored),
      },
    },
    async handler(request, reply) {
      const original = await calls.original(request.params.id, request.params.position);
      if (!original) throw new EarshotError('not_found');
      reply.header('content-disposition', attachment(original.fileName));
      const { source, objectId } = original;
      // Never a type a browser would show: the file is somebody else's.
      return sendFile(
        request,
        reply,
        { source, contentType: 'application/octet-stream', version: objectId },
        deps,
      );
    },
  });

  app.get(
    '/calls/:id/peaks',
    {
      schema: {
        operationId: 'getCallPeaks',
        summary: 'Get the levels of a call',
        description: 'What a waveform is drawn from, without the audio itself.',
        tags,
        params: CallAddress,
        response: {
          200: Peaks,
          ...problems('request_invalid', 'call_not_found', 'call_without_audio', ...stored),
        },
      },
    },
    async (request) => {
      const peaks = await calls.peaks(request.params.id);
      if (!peaks) throw new EarshotError('call_without_audio');
      return peaks;
    },
  );
}
