import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { EarshotError, type ErrorCode, publicError, toEarshotError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { ApiError } from '../../model/api.ts';
import type { App } from '../app.ts';

/** Every error becomes `{ error: { code, message, details? } }`; its cause goes to the log, under the request id. */
export function answerErrors(app: App, deps: { log: Log }): void {
  app.setErrorHandler((thrown, request, reply) => {
    const error = asEarshotError(thrown);
    if (error.status >= 500) {
      deps.log.error({ err: thrown, code: error.code, requestId: request.id }, 'a request failed');
    }
    return sendError(error, request, reply);
  });
}

export function sendError(error: EarshotError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body: ApiError = { error: publicError(error) };
  if (error.status === 503) reply.header('retry-after', 5);
  reply.code(error.status).type('application/json').header('cache-control', 'no-store');
  // Not through the schema of the route: it need not list every code there is.
  return reply.header('x-request-id', request.id).serializer(JSON.stringify).send(body);
}

/** The framework's own errors, by its codes. */
const frameworkCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_unsupported',
};

function asEarshotError(thrown: unknown): EarshotError {
  if (thrown instanceof EarshotError) return thrown;
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    const fields = thrown.validation.map((issue) => ({
      path: [issue.instancePath.slice(1).replaceAll('/', '.'), ...unknownKeys(issue.params)]
        .filter(Boolean)
        .join('.'),
      problem: issue.message ?? '',
    }));
    return new EarshotError('request_invalid', { details: { in: thrown.validationContext, fields } });
  }
  const { code, statusCode } = (thrown ?? {}) as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? frameworkCodes[code] : undefined;
  if (known) return new EarshotError(known, { cause: thrown });
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    const details = { in: 'body', fields: [{ path: '', problem: 'it is no JSON' }] };
    return new EarshotError('request_invalid', { details, cause: thrown });
  }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new EarshotError(statusCode === 404 ? 'not_found' : 'request_invalid', { cause: thrown });
  }
  return toEarshotError(thrown);
}

/** Where keys are not known, the issue is on the object that holds them. */
function unknownKeys(params: Record<string, unknown>): string[] {
  const { keys } = params;
  return Array.isArray(keys) ? [keys.join(', ')] : [];
}

/** Bytes on the socket that are no HTTP request: there is no request to answer, so the answer is written by hand. */
export function answerUnreadable(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify({ error: publicError(new EarshotError('request_invalid')) } satisfies ApiError);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
