import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { EarshotError } from '../../errors.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface PostOptions {
  headers: Record<string, string>;
  timeoutMs: number;
  signal?: AbortSignal;
}

const maxAnswerBytes = 50_000_000;

/**
 * Sends a form and reads the answer. Not with `fetch`: that one gives up after five minutes without headers, and a
 * server without a graphics card may take longer for ten minutes of audio.
 * @throws speech_engine_failed when no whole answer came
 */
export async function postForm(url: URL, form: FormData, options: PostOptions): Promise<Answer> {
  options.signal?.throwIfAborted();
  const encoded = new Response(form);
  const body = new Uint8Array(await encoded.arrayBuffer());
  const headers = {
    ...options.headers,
    'content-type': encoded.headers.get('content-type') ?? 'multipart/form-data',
    'content-length': String(body.byteLength),
  };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(url, { method: 'POST', headers }, (response) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) request.destroy(failed('the answer is too large'));
      else chunks.push(chunk);
    });
    response.on('error', (cause) => reject(noAnswer(cause)));
    response.on('end', () => {
      if (!response.complete) reject(failed('the answer was cut off'));
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
    });
  });
  request.on('error', (cause) => reject(noAnswer(cause)));
  const timer = setTimeout(
    () => request.destroy(failed('no answer in time', { timeoutMs: options.timeoutMs })),
    options.timeoutMs,
  );
  const onAbort = () => {
    reject(options.signal?.reason);
    request.destroy();
  };
  options.signal?.addEventListener('abort', onAbort, { once: true });
  request.end(body);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

function noAnswer(cause: Error & { code?: string }): EarshotError {
  if (cause instanceof EarshotError) return cause;
  return failed(cause.code ?? 'the connection failed', {}, cause);
}

function failed(reason: string, details: Record<string, unknown> = {}, cause?: unknown): EarshotError {
  return new EarshotError('speech_engine_failed', { details: { reason, ...details }, cause });
}
