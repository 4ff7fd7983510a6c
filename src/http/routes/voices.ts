import { z } from 'zod';
import { wavHeader } from '../../lib/wav-header.ts';
import { VoiceList, VoiceTrial } from '../../model/voice.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const tags = ['Training'];

/** How simulated callers can sound. */
export function voiceRoutes(app: App, { drills }: Pick<HttpParts, 'drills'>): void {
  app.get(
    '/voices',
    {
      schema: {
        operationId: 'listVoices',
        summary: 'List how a simulated caller can sound',
        description:
          'With what to do where a voice cannot be had. `browser`: the browser speaks; `none`: the caller is read.',
        tags,
        response: { 200: VoiceList, ...problems() },
      },
    },
    () => drills.voices(),
  );

  app.post(
    '/voices/try',
    {
      schema: {
        operationId: 'tryVoice',
        summary: 'Hear a voice',
        description:
          'Says a sentence as a caller would on the telephone: 8 kHz, 300 to 3400 Hz, as WAV. A voice that does not speak the language gives way to one that does, as in a drill.',
        tags,
        body: VoiceTrial.meta({
          examples: [{ voice: 'flite', text: 'He is not breathing.', language: 'en', distress: 3 }],
        }),
        response: {
          200: { description: 'The sentence.', content: { 'audio/wav': { schema: z.file() } } },
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'voice_not_found',
            'voice_unavailable',
            'voice_failed',
            'child_timeout',
          ),
        },
      },
    },
    async ({ body }, reply) => {
      const { samples, sampleRateHz } = await drills.tryVoice(body);
      const header = wavHeader({ channels: 1, sampleRateHz, dataBytes: samples.byteLength });
      const audio = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
      reply.header('content-type', 'audio/wav').header('cache-control', 'no-store');
      // The schema's file is for the document of the API: what is sent is bytes.
      return reply.serializer((bytes) => bytes as never).send(Buffer.concat([header, audio]) as never);
    },
  );
}
