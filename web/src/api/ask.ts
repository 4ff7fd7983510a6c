import type { z } from 'zod';
import { ApiError } from '../../../src/model/api.ts';

/**
 * Why an answer is not there. `code` is one of the server's error codes, or, from this side of the line,
 * `unreachable` (no answer at all) or `answer_unexpected` (an answer this version of the dashboard cannot read).
 */
export class ApiFailure extends Error {
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly details: Record<string, unknown> | undefined;

  constructor(failure: { code: string; message: string; status: number; details?: Record<string, unknown> }) {
    super(failure.message);
    this.name = 'ApiFailure';
    this.code = failure.code;
    this.status = failure.status;
    this.details = failure.details;
  }

  /** Whether the same request may well succeed in a moment. */
  get passing(): boolean {
    return this.status === 0 || this.status === 503;
  }
}

export function unreachable(): ApiFailure {
  return new ApiFailure({
    code: 'unreachable',
    message: 'Earshot does not answer. Check that it is still running; this page reconnects by itself.',
    status: 0,
  });
}

/** Reads an error answer; anything that is not one of ours (a proxy's page, say) still says what it was. */
export function readFailure(status: number, body: unknown): ApiFailure {
  const parsed = ApiError.safeParse(body);
  if (!parsed.success) {
    const message = `The server answered with status ${status} and no explanation. Its log may hold the cause.`;
    return new ApiFailure({ code: 'answer_unexpected', message, status });
  }
  const { code, message, details } = parsed.data.error;
  return new ApiFailure({ code, message, status, ...(details ? { details } : {}) });
}

interface Ask extends Pick<RequestInit, 'method' | 'signal'> {
  json?: unknown;
  /** A body that is plain text. */
  text?: string;
  /** A body that is a file. */
  file?: File;
}

async function send(path: string, ask: Ask): Promise<Response> {
  const { json, text, file, ...rest } = ask;
  const body = json === undefined ? (file ?? text) : JSON.stringify(json);
  const type =
    json !== undefined
      ? 'application/json'
      : file
        ? file.type || 'application/octet-stream'
        : 'text/plain; charset=utf-8';
  try {
    return await fetch(`/api/v1${path}`, {
      ...rest,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    if (ask.signal?.aborted) throw error;
    throw unreachable();
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema or the error reader says so with the status.
    return text;
  }
}

/** Asks the API and checks the answer against its contract. @throws ApiFailure */
export async function ask<T>(schema: z.ZodType<T>, path: string, request: Ask = {}): Promise<T> {
  const response = await send(path, request);
  const body = await bodyOf(response);
  if (!response.ok) throw readFailure(response.status, body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiFailure({
    code: 'answer_unexpected',
    message:
      'The server sent an answer this page cannot read. Reload the page: it may be older than the server.',
    status: response.status,
    details: { path, issues: parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.')) },
  });
}

/** Asks for a file, which is not looked into. @throws ApiFailure */
export async function fetchFile(path: string, request: Ask = {}): Promise<Blob> {
  const response = await send(path, request);
  if (!response.ok) throw readFailure(response.status, await bodyOf(response));
  return await response.blob();
}

/** Asks for something to be done where only success matters. @throws ApiFailure */
export async function tell(path: string, request: Ask): Promise<void> {
  const response = await send(path, request);
  if (!response.ok) throw readFailure(response.status, await bodyOf(response));
}
