import { EarshotError, toEarshotError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { retry } from '../../lib/retry.ts';
import { readRetryAfter } from '../../lib/retry-after.ts';
import type { EndpointSettings } from '../settings.ts';
import { type Answer, postForm } from './post.ts';
import { parseReply, type Reply } from './reply.ts';

export interface TranscribeRequest {
  wav: Uint8Array;
  /** BCP 47 primary tag, or null. */
  language: string | null;
  hotwords: string[];
  signal?: AbortSignal;
}

/** Sends one piece of audio and gives what was answered. @throws speech_engine_failed, speech_engine_refused */
export type Transcribe = (request: TranscribeRequest) => Promise<Reply>;

export type Endpoint = EndpointSettings & { url: string };

/** Not every server knows the long form, which has times; the short one is asked for where it is refused. */
type Format = 'verbose_json' | 'json';

/** Whisper reads at most 224 tokens of a prompt. */
const maxPromptLetters = 600;
const maxSaidLetters = 300;

export function openTranscribe(endpoint: Endpoint, deps: { clock: Clock }): Transcribe {
  const url = addressOf(endpoint.url);
  let format: Format = 'verbose_json';

  async function once(request: TranscribeRequest, wanted: Format): Promise<Reply> {
    const answer = await postForm(url, formOf(request, endpoint.model, wanted), {
      headers: { accept: 'application/json', ...bearer(endpoint.apiKey) },
      timeoutMs: endpoint.timeoutMs,
      ...(request.signal ? { signal: request.signal } : {}),
    });
    if (answer.status !== 200) throw problemOf(answer, endpoint, deps.clock);
    return parseReply(answer.body, String(answer.headers['content-type'] ?? ''));
  }

  async function inEitherForm(request: TranscribeRequest): Promise<Reply> {
    try {
      return await once(request, format);
    } catch (thrown) {
      if (format === 'json' || !refusesForm(thrown)) throw thrown;
      const reply = await once(request, 'json');
      format = 'json';
      return reply;
    }
  }

  return async (request) => {
    const outcome = await retry(
      { tries: endpoint.tries, firstDelayMs: 1000, maxDelayMs: 30_000 },
      async () => {
        try {
          return { reply: await inEitherForm(request) };
        } catch (thrown) {
          const waitMs = Number(toEarshotError(thrown).details?.retryAfterMs ?? 0);
          // A wait that long is the job queue's, not a request's.
          if (waitMs > endpoint.maxRetryAfterMs) return { thrown };
          throw thrown;
        }
      },
      { clock: deps.clock, ...(request.signal ? { signal: request.signal } : {}) },
    );
    if ('thrown' in outcome) throw outcome.thrown;
    return outcome.reply;
  };
}

function addressOf(base: string): URL {
  const url = new URL(base);
  if (!url.pathname.endsWith('/audio/transcriptions')) {
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/audio/transcriptions`;
  }
  return url;
}

function bearer(apiKey: string | null): Record<string, string> {
  return apiKey ? { authorization: `Bearer ${apiKey}` } : {};
}

function formOf(request: TranscribeRequest, model: string, format: Format): FormData {
  const form = new FormData();
  form.set('file', new Blob([request.wav as Uint8Array<ArrayBuffer>], { type: 'audio/wav' }), 'call.wav');
  form.set('model', model);
  form.set('response_format', format);
  if (format === 'verbose_json') {
    form.append('timestamp_granularities[]', 'segment');
    form.append('timestamp_granularities[]', 'word');
  }
  if (request.language) form.set('language', request.language);
  const prompt = request.hotwords.join(', ').slice(0, maxPromptLetters);
  if (prompt) form.set('prompt', prompt);
  return form;
}

const whatToCheck: Record<number, string> = {
  400: 'the model name (speech.endpoint.model) and what audio it takes',
  401: 'the key (speech.endpoint.apiKey)',
  402: 'the account: the endpoint wants to be paid',
  403: 'the key (speech.endpoint.apiKey) and what it may do',
  404: 'the address (speech.endpoint.url) and the model name (speech.endpoint.model)',
  405: 'the address (speech.endpoint.url)',
  413: 'the size of a piece (speech.endpoint.maxPieceMs and maxPieceBytes)',
  415: 'whether the endpoint takes WAV',
  422: 'the model name (speech.endpoint.model)',
};

/** Answers that trying again may change: busy, too many requests, or broken for now. */
function isPassing(status: number): boolean {
  return status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
}

function problemOf(answer: Answer, endpoint: Endpoint, clock: Clock): EarshotError {
  const { status } = answer;
  const details: Record<string, unknown> = { status, said: said(answer, endpoint.apiKey) };
  if (isPassing(status)) {
    const retryAfterMs = readRetryAfter(answer.headers['retry-after'], clock.now());
    if (retryAfterMs !== null) details.retryAfterMs = retryAfterMs;
    return new EarshotError('speech_engine_failed', { details });
  }
  details.check = whatToCheck[status] ?? 'the address (speech.endpoint.url)';
  return new EarshotError('speech_engine_refused', { details });
}

/** What the endpoint gave as its reason: the message of a JSON error, never a page or the key. */
function said(answer: Answer, apiKey: string | null): string {
  let text = '';
  try {
    const body = JSON.parse(answer.body) as { error?: { message?: unknown } | string; detail?: unknown };
    const error = typeof body.error === 'string' ? body.error : body.error?.message;
    text = String(error ?? body.detail ?? '');
  } catch {
    // A page of a proxy, or half an answer: its status says as much.
    text = answer.body.trim() === '' ? 'nothing' : 'not JSON';
  }
  return (apiKey ? text.replaceAll(apiKey, '…') : text).slice(0, maxSaidLetters);
}

function refusesForm(thrown: unknown): boolean {
  const { code, details } = toEarshotError(thrown);
  return code === 'speech_engine_refused' && [400, 415, 422].includes(Number(details?.status));
}
