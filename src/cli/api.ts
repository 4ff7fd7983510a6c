import type { z } from 'zod';
import { EarshotError, type ErrorCode, errorCodes } from '../errors.ts';
import { ApiError } from '../model/api.ts';

/** A running server, seen from the command line. Every answer is checked against its contract. */
export interface Api {
  /** Where the server is, without a slash at the end. */
  readonly url: string;
  get<T extends z.ZodType>(path: string, answer: T): Promise<z.output<T>>;
  send<T extends z.ZodType>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    answer: T,
  ): Promise<z.output<T>>;
  upload<T extends z.ZodType>(path: string, form: FormData, answer: T): Promise<z.output<T>>;
  /** A body that is a file and nothing else. */
  sendFile<T extends z.ZodType>(
    method: 'POST' | 'PUT',
    path: string,
    file: Blob,
    answer: T,
  ): Promise<z.output<T>>;
}

export function openApi(url: string): Api {
  async function ask<T extends z.ZodType>(path: string, answer: T, init: RequestInit): Promise<z.output<T>> {
    const response = await fetch(new URL(path, url), init);
    const text = await response.text();
    if (!response.ok) throw toError(response.status, text);
    return answer.parse(text === '' ? undefined : JSON.parse(text));
  }
  return {
    url,
    get: (path, answer) => ask(path, answer, {}),
    send: (method, path, body, answer) =>
      ask(path, answer, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    upload: (path, form, answer) => ask(path, answer, { method: 'POST', body: form }),
    sendFile: (method, path, file, answer) =>
      ask(path, answer, {
        method,
        body: file,
        headers: { 'content-type': file.type || 'application/octet-stream' },
      }),
  };
}

function toError(status: number, text: string): EarshotError {
  const parsed = ApiError.safeParse(safeJson(text));
  if (!parsed.success) return new EarshotError('internal', { details: { status } });
  const { code, details } = parsed.data.error;
  const known = errorCodes.includes(code as ErrorCode) ? (code as ErrorCode) : 'internal';
  return new EarshotError(known, details ? { details } : {});
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An answer that is no JSON does not come from Earshot: the caller reports its status.
    return undefined;
  }
}
