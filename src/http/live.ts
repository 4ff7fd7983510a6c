import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import type { LiveEvent } from '../model/api.ts';

const reconnectMs = 2_000;
const catchUpMs = 1_000;

export interface StreamSettings {
  heartbeatMs: number;
  /** More than a response holds before it asks its writer to wait: only then does it say when it is empty. */
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
 * What a reader has not read yet is counted; above the limit it gets a moment to catch up and is then
 * disconnected. It comes back with `Last-Event-ID` and gets what it missed.
 */
export async function streamEvents<Event = LiveEvent>(
  request: FastifyRequest,
  reply: FastifyReply,
  settings: StreamSettings,
  deps: {
    events(signal: AbortSignal): AsyncIterable<{ id: number; event: Event }>;
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
  raw.write(`retry: ${reconnectMs}\n\n`);
  const heartbeat = beat(raw, settings.heartbeatMs, signal, deps.clock);
  try {
    for await (const { id, event } of deps.events(signal)) {
      raw.write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
      if (raw.writableLength > settings.maxUnreadEventBytes) await catchUp(raw, signal, deps.clock);
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

/** Waits until all is read, and not longer than a moment. */
async function catchUp(raw: ServerResponse, signal: AbortSignal, clock: Clock): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const drained = once(raw, 'drain', { signal: either }).then(() => true);
  const late = clock.sleep(catchUpMs, either).then(() => false);
  // Rejects only when the reader went away, and then there is nothing to cut.
  const inTime = await Promise.race([drained, late]).catch(() => true);
  over.abort();
  await Promise.allSettled([drained, late]);
  if (!inTime) raw.destroy();
}

async function beat(raw: ServerResponse, everyMs: number, signal: AbortSignal, clock: Clock): Promise<void> {
  while (!signal.aborted) {
    // Rejects only when the signal ends it, and then there is nothing more to do.
    await clock.sleep(everyMs, signal).catch(() => {});
    if (!signal.aborted) raw.write(': alive\n\n');
  }
}
