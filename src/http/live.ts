import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import type { LiveEvent } from '../model/api.ts';

const reconnectMs = 2_000;

export interface StreamSettings {
  heartbeatMs: number;
  maxUnreadEventBytes: number;
}

/**
 * Answers with server-sent events until the reader goes away, falls too far behind, or `stopping` says so:
 *
 *   retry: 2000
 *
 *   id: 1735689600001
 *   data: {"type":"call",…}
 *
 *   : alive
 *
 * Nothing waits for a slow reader: what it has not read yet is counted, and above the limit it is disconnected.
 * It comes back with `Last-Event-ID` and gets what it missed.
 */
export async function streamEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  settings: StreamSettings,
  deps: {
    events(signal: AbortSignal): AsyncIterable<{ id: number; event: LiveEvent }>;
    stopping: AbortSignal;
    clock: Clock;
    log: Log;
  },
): Promise<void> {
  const reader = new AbortController();
  const { raw } = reply.hijack();
  raw.once('close', () => reader.abort());
  const signal = AbortSignal.any([reader.signal, deps.stopping]);
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  const write = (text: string) => writeBounded(raw, text, settings.maxUnreadEventBytes);
  write(`retry: ${reconnectMs}\n\n`);
  const heartbeat = beat(write, settings.heartbeatMs, signal, deps.clock);
  try {
    for await (const { id, event } of deps.events(signal)) {
      write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
      if (signal.aborted) break;
    }
  } catch (err) {
    deps.log.error({ err, requestId: request.id }, 'a stream of live events ended early');
  } finally {
    reader.abort();
    await heartbeat;
    raw.end();
  }
}

function writeBounded(raw: ServerResponse, text: string, maxUnreadBytes: number): void {
  if (raw.destroyed) return;
  raw.write(text);
  if (raw.writableLength > maxUnreadBytes) raw.destroy();
}

async function beat(
  write: (text: string) => void,
  everyMs: number,
  signal: AbortSignal,
  clock: Clock,
): Promise<void> {
  while (!signal.aborted) {
    // Rejects only when the signal ends it, and then there is nothing more to do.
    await clock.sleep(everyMs, signal).catch(() => {});
    if (!signal.aborted) write(': alive\n\n');
  }
}
