import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import { decodeText } from '../../lib/decode-text.ts';
import { displayName } from '../../lib/file-name.ts';
import { CallDetail } from '../../model/api.ts';
import type { App } from '../app.ts';
import { bodyIsDocumentedOnly } from '../documented-body.ts';
import type { CallParts, GivenTranscript } from '../parts.ts';
import { takeAnyBody } from '../plugins/bodies.ts';
import { problems } from '../problems.ts';
import { CallAddress, reloadCall } from './parameters.ts';

const Envelope = z
  .strictObject({ fileName: z.string(), text: z.string() })
  .describe('A transcript with the name of its file.');

/**
 * Transcripts for calls that are here already.
 * @param app a scope of its own: it takes bodies of any type
 */
export function transcriptRoutes(
  app: App,
  settings: { maxTextBytes: number },
  deps: { calls: Pick<CallParts, 'attachTranscript' | 'detail'> },
): void {
  takeAnyBody(app, settings.maxTextBytes);

  app.put(
    '/calls/:id/transcript',
    {
      validatorCompiler: bodyIsDocumentedOnly,
      schema: {
        operationId: 'attachTranscript',
        summary: 'Attach a transcript to a call',
        description:
          'For calls that wait for a speech engine. The body is the transcript itself (Earshot JSON, WebVTT, SRT, ' +
          'Whisper JSON or Amazon Transcribe JSON, of any content type), or JSON with nothing but `fileName` and ' +
          '`text`. The call goes on at once.',
        tags: ['Calls'],
        params: CallAddress,
        consumes: ['text/vtt', 'application/x-subrip', 'text/plain', 'application/json'],
        body: z.union([z.string().describe('The transcript itself.'), Envelope]),
        response: {
          200: CallDetail,
          ...problems(
            'request_invalid',
            'request_too_large',
            'media_type_unsupported',
            'call_not_found',
            'conflict',
            'transcript_malformed',
            'database_unavailable',
          ),
        },
      },
    },
    async (request) => {
      const { id } = request.params;
      const text = Buffer.isBuffer(request.body) ? decodeText(request.body) : '';
      const transcript = toTranscript(text, request.headers['content-type'] ?? '');
      if (transcript.text.trim() === '') throw new EarshotError('transcript_malformed');
      await deps.calls.attachTranscript(id, transcript);
      return reloadCall(id, deps.calls);
    },
  );
}

function toTranscript(text: string, contentType: string): GivenTranscript {
  if (!/json/i.test(contentType)) return { fileName: nameByType(contentType), text };
  const envelope = Envelope.safeParse(parseJson(text));
  if (!envelope.success) return { fileName: 'transcript.json', text };
  return { fileName: displayName(envelope.data.fileName), text: envelope.data.text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whether it is a transcript is for the reader of transcripts to say.
    return undefined;
  }
}

function nameByType(contentType: string): string {
  if (/vtt/i.test(contentType)) return 'transcript.vtt';
  if (/subrip/i.test(contentType)) return 'transcript.srt';
  return 'transcript.txt';
}
