import type { Clock } from '../../lib/clock.ts';
import { type LiveStart, ToLiveSource } from '../../model/live.ts';
import { writeFrame } from '../../model/live-frame.ts';

/** A recording as legs of samples, to be played as if it were a call that is open now. */
export interface ReplayCall {
  start: Omit<LiveStart, 'key'>;
  /** By leg, all of one length. */
  legs: Int16Array[];
}

export interface ReplayOptions {
  /** Of each call; the recording is begun again when it is shorter. */
  durationMs: number;
  /** 1 plays in real time. */
  speed: number;
  signal?: AbortSignal;
}

/** How one call went. */
export interface Replayed {
  callId: string;
  frames: number;
  /** Frames that the server never said were safe. */
  lost: number;
  /** When the audio up to a position was sent, by this clock; null where it was not. */
  sentAt(positionMs: number): number | null;
}

const frameMs = 20;
const safeWithinMs = 10_000;

/**
 * Plays one call through the public socket. Frames go out by the clock: late ones follow at once, as those of a
 * telephone line would, and none is left out.
 * @throws live_* as the server answers, and when the connection is lost
 */
export async function replay(
  url: string,
  call: ReplayCall,
  options: ReplayOptions,
  clock: Clock,
): Promise<Replayed> {
  const { sampleRateHz, legs } = call.start;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/live/source`);
  const replies = repliesOf(socket);
  await replies.opened;
  socket.send(JSON.stringify({ ...call.start, key: crypto.randomUUID() } satisfies LiveStart));
  const { callId } = await replies.first('ready');
  const samples = Math.round((sampleRateHz * frameMs) / 1000);
  const count = Math.max(1, Math.floor(options.durationMs / frameMs));
  const sent: number[] = [];
  const beganAt = clock.now();
  for (let n = 0; n < count && !options.signal?.aborted; n++) {
    const dueMs = (n * frameMs) / options.speed - (clock.now() - beganAt);
    if (dueMs > 1) await clock.sleep(dueMs);
    for (const [leg, all] of call.legs.entries()) {
      const frame = { sequence: n, firstSample: n * samples, samples: looped(all, n * samples, samples) };
      socket.send(writeFrame(leg, frame));
    }
    sent.push(clock.now());
  }
  const wanted = sent.length * samples;
  const untilMs = clock.now() + safeWithinMs;
  while (clock.now() < untilMs && replies.received().some((safe) => safe < wanted)) await clock.sleep(50);
  const safe = replies.received();
  socket.send(JSON.stringify({ type: 'stop' }));
  await replies.first('ended');
  socket.close();
  return {
    callId,
    frames: sent.length * legs.length,
    lost: legs.reduce((sum, _, leg) => sum + Math.ceil((wanted - (safe[leg] ?? 0)) / samples), 0),
    sentAt: (positionMs) => sent[Math.max(0, Math.ceil(positionMs / frameMs) - 1)] ?? null,
  };
}

function looped(all: Int16Array, from: number, count: number): Int16Array {
  const start = from % all.length;
  if (start + count <= all.length) return all.subarray(start, start + count);
  return Int16Array.from({ length: count }, (_, i) => all[(start + i) % all.length]!);
}

function repliesOf(socket: WebSocket) {
  const seen: ToLiveSource[] = [];
  const waiting = new Set<() => void>();
  const { promise: opened, resolve, reject } = Promise.withResolvers<void>();
  let closed = false;
  let received: number[] = [];
  const look = () => {
    for (const one of [...waiting]) one();
  };
  socket.addEventListener('open', () => resolve());
  socket.addEventListener('close', () => {
    closed = true;
    reject(new Error('the server does not take live calls here'));
    look();
  });
  socket.addEventListener('message', ({ data }) => {
    const reply = ToLiveSource.parse(JSON.parse(String(data)));
    if (reply.type === 'ack' || reply.type === 'ready') received = reply.received;
    if (reply.type !== 'ack') seen.push(reply);
    look();
  });
  return {
    opened,
    received: () => received,
    first<Type extends ToLiveSource['type']>(type: Type): Promise<ToLiveSource & { type: Type }> {
      return new Promise((resolve, reject) => {
        const one = () => {
          const error = seen.find((reply) => reply.type === 'error');
          const found = seen.find((reply) => reply.type === type);
          if (!found && !error && !closed) return;
          waiting.delete(one);
          if (found) resolve(found as ToLiveSource & { type: Type });
          else reject(new Error(error?.type === 'error' ? error.message : 'the connection was lost'));
        };
        waiting.add(one);
        one();
      });
    },
  };
}
