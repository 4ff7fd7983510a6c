import type { Readable } from 'node:stream';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { EarshotError } from '../errors.ts';

/** How long a sender whose form was refused may go on sending before the connection is cut. */
const lingerMs = 30_000;
const maxFieldBytes = 64 * 1024;
const maxFields = 60;

/** A file of a form, as it arrives. `fileName` is as the sender gave it, and may be empty. */
export interface FormFile {
  field: string;
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** Who gets the parts of a form, one after the other. */
export interface FormTaker {
  file(file: FormFile): Promise<void>;
  text(field: string, text: string): void;
}

/**
 * Reads a `multipart/form-data` request part by part; no file is held in memory. Fields named in `texts` are
 * handed over as files, however they were sent, because they may be long.
 *
 * When it throws, the rest of the request is read and dropped for a while, so that a sender that is not done
 * sending gets to see the answer.
 * @throws upload_too_large, upload_interrupted, request_invalid, and whatever the taker throws
 */
export async function readForm(
  request: FastifyRequest,
  options: { maxFileBytes: number; texts: readonly string[] },
  taker: FormTaker,
): Promise<void> {
  if (!/;\s*boundary=/i.test(request.headers['content-type'] ?? '')) {
    throw invalid('content-type', 'It names no boundary.');
  }
  const parts = request.parts({
    limits: {
      fileSize: options.maxFileBytes,
      fieldSize: maxFieldBytes,
      fields: maxFields,
      parts: maxFields + 10,
    },
    isPartAFile: (field, type, fileName) =>
      fileName !== undefined || type === 'application/octet-stream' || options.texts.includes(field ?? ''),
  });
  try {
    for (let part = await next(parts); part; part = await next(parts)) await takePart(part, options, taker);
  } catch (thrown) {
    dropTheRest(request);
    throw thrown;
  }
}

async function takePart(part: Multipart, options: { maxFileBytes: number }, taker: FormTaker): Promise<void> {
  const field = part.fieldname ?? '';
  if (part.type === 'field') {
    if (part.valueTruncated) throw invalid(field, `It is longer than ${maxFieldBytes} bytes.`);
    const text = typeof part.value === 'string' ? part.value : JSON.stringify(part.value);
    taker.text(field, text);
    return;
  }
  const incoming = watch(part.file, options.maxFileBytes);
  try {
    await taker.file({ field, fileName: part.filename ?? '', bytes: incoming.bytes });
  } catch (thrown) {
    // Whoever stored the bytes may have wrapped the reason why they stopped.
    throw incoming.failure() ?? thrown;
  }
}

/** A file's bytes, which fail with a code when the file is too large or breaks off. */
function watch(
  file: Readable & { truncated: boolean },
  maxBytes: number,
): { bytes: AsyncIterable<Uint8Array>; failure(): EarshotError | undefined } {
  let failure: EarshotError | undefined;
  const refuse = () => file.destroy(new EarshotError('upload_too_large', { details: { maxBytes } }));
  if (file.truncated) refuse();
  else file.once('limit', refuse);

  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* file;
    } catch (cause) {
      failure = cause instanceof EarshotError ? cause : new EarshotError('upload_interrupted', { cause });
      throw failure;
    }
  }
  return { bytes: bytes(), failure: () => failure };
}

async function next(parts: AsyncIterator<Multipart>): Promise<Multipart | undefined> {
  try {
    const result = await parts.next();
    return result.done ? undefined : result.value;
  } catch (cause) {
    throw formError(cause);
  }
}

/** The form reader names only some of its errors; the rest mean that the form has no end. */
function formError(cause: unknown): EarshotError {
  const { code, statusCode } = cause as { code?: string; statusCode?: number };
  if (code === 'FST_MP_PREMATURE_CLOSE' || statusCode === undefined) {
    return new EarshotError('upload_interrupted', { cause });
  }
  return new EarshotError('request_invalid', { cause, details: { problem: (cause as Error).message } });
}

function dropTheRest({ raw }: FastifyRequest): void {
  raw.unpipe();
  raw.resume();
  if (raw.complete || raw.destroyed) return;
  const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
  raw.once('close', () => clearTimeout(timer));
}

export function invalid(path: string, problem: string): EarshotError {
  return new EarshotError('request_invalid', { details: { in: 'body', fields: [{ path, problem }] } });
}
