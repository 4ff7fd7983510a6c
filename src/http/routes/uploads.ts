import multipart from '@fastify/multipart';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { ReceivedList } from '../../model/api.ts';
import type { App } from '../app.ts';
import { bodyIsDocumentedOnly } from '../documented-body.ts';
import type { UploadParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { takeUpload } from '../upload.ts';

/** Documentation only: the form is read as it arrives. */
const UploadForm = z.object({
  file: z.array(z.file()).min(1).max(2).describe('One recording, or the two legs of one call.'),
  transcript: z
    .string()
    .optional()
    .describe('A transcript, as a file or as text, in any format that is taken.'),
  metadata: z
    .string()
    .optional()
    .describe('A JSON sidecar with any of the keys below, as a file or as text.'),
  title: z.string().optional(),
  startedAt: z.string().optional().describe('When the call began, ISO 8601 with an offset or Z.'),
  agent: z.string().optional().describe('Who took the call.'),
  customerNumber: z.string().optional(),
  queue: z.string().optional(),
  direction: z.string().optional().describe('`inbound`, `outbound` or `internal`.'),
  kind: z.string().optional().describe('`psap` or `contact-centre`.'),
  language: z.string().optional().describe('BCP 47, such as `en-US`.'),
  externalId: z.string().optional().describe('The id of the call in the system it came from.'),
  channels: z.string().optional().describe('Who speaks on each channel or file, in order: `agent,customer`.'),
  extra: z.string().optional().describe('Keys of your own, as a JSON object.'),
});

/**
 * Recordings on their way in.
 * @param app a scope of its own: it takes bodies of any type, to say what should have been sent
 */
export async function uploadRoutes(
  app: App,
  settings: { maxUploadBytes: number; maxTextBytes: number },
  deps: { uploads: UploadParts; log: Log },
): Promise<void> {
  // An upload that is cut off when the server closes still has to clear away what it stored.
  const underWay = new Set<Promise<unknown>>();
  app.addHook('onClose', async () => {
    await Promise.allSettled(underWay);
  });
  app.removeAllContentTypeParsers();
  await app.register(multipart, { throwFileSizeLimit: false });
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.post(
    '/calls',
    {
      validatorCompiler: bodyIsDocumentedOnly,
      schema: {
        operationId: 'uploadCall',
        summary: 'Upload a call',
        description:
          'One call a request: a recording, or its two legs as two files. Files are stored as they arrive, and ' +
          'fields may come before or after them. The same recording twice is one call: the answer is then 200 ' +
          'and names the call that was here already.',
        tags: ['Calls'],
        consumes: ['multipart/form-data'],
        body: UploadForm,
        response: {
          200: ReceivedList.describe('The recording was here already.'),
          201: ReceivedList.describe('The call is stored and queued.'),
          ...problems(
            'request_invalid',
            'upload_without_file',
            'upload_interrupted',
            'upload_too_large',
            'audio_empty',
            'audio_not_recognised',
            'audio_codec_unsupported',
            'audio_damaged',
            'audio_channels_unsupported',
            'audio_too_long',
            'audio_legs_differ',
            'metadata_invalid',
            'metadata_unknown_key',
            'transcript_malformed',
            'disk_full',
            'storage_unavailable',
            'database_unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      const taking = takeUpload(request, settings, deps);
      underWay.add(taking);
      const received = await taking.finally(() => underWay.delete(taking));
      reply.code(received.duplicate ? 200 : 201).header('location', `/api/v1/calls/${received.id}`);
      return { calls: [received] };
    },
  );
}
