import { type LiveStart, ToLiveSource } from '../src/model/live.ts';
import { writeFrame } from '../src/model/live-frame.ts';

/** A source of live audio as tests need it: says what it is told, and keeps what it hears back. */
export interface TestSource {
  replies: ToLiveSource[];
  /** Resolves with the first reply of this type, also one that came before. */
  reply<Type extends ToLiveSource['type']>(type: Type): Promise<ToLiveSource & { type: Type }>;
  say(message: unknown): void;
  raw(data: string | Uint8Array): void;
  frames(leg: number, samples: Int16Array, firstSample?: number): void;
  closed: Promise<void>;
  close(): void;
}

const frameSamples = 160;

export async function openSource(url: string): Promise<TestSource> {
  const socket = new WebSocket(new URL('/api/v1/live/source', url.replace('http', 'ws')));
  const replies: ToLiveSource[] = [];
  const waiting = new Set<() => void>();
  socket.addEventListener('message', ({ data }) => {
    replies.push(ToLiveSource.parse(JSON.parse(String(data))));
    for (const look of waiting) look();
  });
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  let sequence = 0;
  return {
    replies,
    closed,
    reply: (type) =>
      new Promise((resolve) => {
        const look = () => {
          const found = replies.find((reply) => reply.type === type);
          if (!found) return;
          waiting.delete(look);
          resolve(found as never);
        };
        waiting.add(look);
        look();
      }),
    say: (message) => socket.send(JSON.stringify(message)),
    raw: (data) => socket.send(data as string),
    frames(leg, samples, firstSample = 0) {
      for (let at = 0; at < samples.length; at += frameSamples) {
        const piece = samples.subarray(at, at + frameSamples);
        socket.send(writeFrame(leg, { sequence: sequence++, firstSample: firstSample + at, samples: piece }));
      }
    },
    close: () => socket.close(),
  };
}

/** Two legs at 8 kHz, with words that are known beforehand. */
export function liveStart(more: Partial<LiveStart> = {}): LiveStart {
  return {
    type: 'start',
    key: crypto.randomUUID(),
    sampleRateHz: 8000,
    encoding: 'pcm_s16le',
    legs: ['agent', 'customer'],
    call: { kind: 'psap', title: 'kitchen fire' },
    transcript: { fileName: 'known.json', text: JSON.stringify({ turns: knownTurns }) },
    ...more,
  };
}

export const knownTurns = [
  { role: 'agent', startMs: 200, endMs: 2200, text: 'nine one one what is the address of the emergency' },
  {
    role: 'customer',
    startMs: 2600,
    endMs: 5000,
    text: 'fourteen twenty two maple street my kitchen is on fire',
  },
  { role: 'agent', startMs: 5400, endMs: 7800, text: 'okay get everybody out now help is on the way' },
];

/** Something to hear, by its length. */
export function tone(ms: number, sampleRateHz = 8000): Int16Array {
  return Int16Array.from({ length: (ms * sampleRateHz) / 1000 }, (_, i) =>
    Math.round(6000 * Math.sin(i * 0.3)),
  );
}
