import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EarshotError } from '../errors.ts';
import type { ByteSource } from '../lib/bytes.ts';
import type { Log } from '../log.ts';
import { type RangeAnswer, readRange } from './range.ts';

const pieceBytes = 256 * 1024;
const whole: RangeAnswer = { kind: 'whole' };

/** A file to be answered with. */
export interface ServedFile {
  source: ByteSource;
  contentType: string;
  /** Changes when the bytes change. */
  version: string;
}

/**
 * Answers GET and HEAD with a file: byte ranges, `If-Range`, `If-None-Match`. The first bytes are read before
 * the status is sent, so that a file that cannot be read is an error with a code; when one turns out to be
 * damaged further on the connection is cut, so that nobody takes the beginning for the whole.
 * @throws range_not_satisfiable, and whatever the source throws
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: ServedFile,
  deps: { log: Log },
): Promise<FastifyReply> {
  const { source } = file;
  const etag = `"${encodeURIComponent(file.version)}"`;
  // Kept by no cache without asking: a call that was deleted must not be played from one.
  const headers = { etag, 'accept-ranges': 'bytes', 'cache-control': 'private, no-cache' };
  if (sameVersion(request.headers['if-none-match'], etag)) return reply.code(304).headers(headers).send();
  if (request.method === 'HEAD') {
    return reply.headers(headers).type(file.contentType).header('content-length', source.size).send();
  }

  const range = fresh(request, etag) ? readRange(request.headers.range, source.size) : whole;
  if (range.kind === 'unsatisfiable') {
    reply.header('content-range', `bytes */${source.size}`);
    throw new EarshotError('range_not_satisfiable', { details: { sizeBytes: source.size } });
  }
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: source.size };
  const first = await readWhole(source, start, Math.min(end, start + pieceBytes));
  if (range.kind === 'part') {
    reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${source.size}`);
  }
  reply
    .headers(headers)
    .type(file.contentType)
    .header('content-length', end - start);
  const bytes = rest(first, source, start, end, { log: deps.log, requestId: request.id });
  return reply.send(Readable.from(bytes));
}

async function* rest(
  first: Uint8Array,
  source: ByteSource,
  start: number,
  end: number,
  deps: { log: Log; requestId: string },
): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  try {
    for (let at = start + first.length; at < end; at += pieceBytes) {
      yield await readWhole(source, at, Math.min(end, at + pieceBytes));
    }
  } catch (err) {
    deps.log.error({ err, requestId: deps.requestId }, 'a stored file could not be read to its end');
    throw err;
  }
}

/** A source that gives less than its size promises would leave the reader waiting for the rest. */
async function readWhole(source: ByteSource, start: number, end: number): Promise<Uint8Array> {
  const piece = await source.read(start, end);
  if (piece.length !== end - start) throw new EarshotError('object_damaged');
  return piece;
}

/** Whether a range may be answered: `If-Range` names this version, or is absent. */
function fresh(request: FastifyRequest, etag: string): boolean {
  const condition = request.headers['if-range'];
  return condition === undefined || condition === etag;
}

function sameVersion(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((entry) => {
    const wanted = entry.trim().replace(/^W\//, '');
    return wanted === etag || wanted === '*';
  });
}
