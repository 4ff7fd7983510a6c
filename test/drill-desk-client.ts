import { DrillDetail, type FromDesk, ToDesk } from '../src/model/drill-desk.ts';
import { send } from './client.ts';

/** The desk of a drill as tests need it: says what it is told, and keeps what it hears back. */
export interface TestDesk {
  heard: ToDesk[];
  /** What came as binary messages. */
  audio: Uint8Array[];
  say(message: FromDesk): void;
  raw(data: string | Uint8Array): void;
  /** Resolves with the first message that is so, also one that came before; it is not found again. */
  next<Type extends ToDesk['type']>(
    type: Type,
    isSo?: (message: ToDesk & { type: Type }) => boolean,
  ): Promise<ToDesk & { type: Type }>;
  closed: Promise<string>;
  close(): void;
}

export async function startDrill(url: string, wanted: object): Promise<DrillDetail> {
  const answer = await send(url, 'POST', '/api/v1/drills', { trainee: 'Rosa', voice: 'none', ...wanted });
  return DrillDetail.parse(await answer.json());
}

export async function drillDetail(url: string, id: string): Promise<DrillDetail> {
  return DrillDetail.parse(await (await fetch(new URL(`/api/v1/drills/${id}`, url))).json());
}

export async function openDesk(url: string, id: string): Promise<TestDesk> {
  const socket = new WebSocket(new URL(`/api/v1/drills/${id}/desk`, url.replace('http', 'ws')));
  socket.binaryType = 'arraybuffer';
  const heard: ToDesk[] = [];
  const audio: Uint8Array[] = [];
  const found = new Set<ToDesk>();
  const waiting = new Set<() => void>();
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') heard.push(ToDesk.parse(JSON.parse(data)));
    else audio.push(new Uint8Array(data as ArrayBuffer));
    for (const look of waiting) look();
  });
  const closed = new Promise<string>((resolve) =>
    socket.addEventListener('close', ({ reason }) => resolve(reason)),
  );
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  return {
    heard,
    audio,
    closed,
    say: (message) => socket.send(JSON.stringify(message)),
    raw: (data) => socket.send(data as string),
    next: (type, isSo = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const one = heard.find(
            (message) => message.type === type && !found.has(message) && isSo(message as never),
          );
          if (!one) return;
          found.add(one);
          waiting.delete(look);
          resolve(one as never);
        };
        waiting.add(look);
        look();
      }),
    close: () => socket.close(),
  };
}
