import type { Log } from '../log.ts';
import type { CallPiece } from './call-piece.ts';
import type { RedisLink } from './redis-link.ts';
import type { BusSettings } from './settings.ts';

/** A call that is open here, as the other servers could go on with it. */
export interface SharedCall {
  /** Resolves when the piece is in Redis too, or Redis is away and the call goes on without. Never rejects. */
  copy(piece: CallPiece): Promise<void>;
  /** Says that this server is still there. Never rejects. */
  refresh(): Promise<void>;
  /** The call is over and kept: the others need nothing of it. */
  close(): Promise<void>;
  /** This server goes, and the call does not: others may take it. */
  leave(): void;
}

export interface SharedCallListener {
  /** All pieces there are, for a Redis that has lost them. */
  pieces(): AsyncIterable<CallPiece>;
  /** Another server has the call now. */
  lost(): void;
  /** Whether others could go on with the call has changed; `tooLong`: it will not change again. */
  standing(standing: 'copied' | 'away' | 'tooLong'): void;
}

export interface SharedCallDeps {
  link: RedisLink;
  log: Log;
  /** Resolves with the call's entry, which is then with this server. */
  register(): Promise<string>;
  refresh(entry: string): Promise<number>;
  forget(): Promise<void>;
  /** The name of the stream of its pieces. */
  pieces: string;
  closed(): void;
}

interface Waiting {
  piece: CallPiece;
  done(): void;
}

/**
 *   joining ── all copied ─▶ copied ── Redis away ─▶ away ── answers again ─▶ joining
 *                              └── longer than settings allow ─▶ tooLong
 */
export function shareCall(
  call: { isNew: boolean; settings: Pick<BusSettings, 'callMaxBytes'>; listener: SharedCallListener },
  deps: SharedCallDeps,
): SharedCall {
  const { link, log } = deps;
  const { listener } = call;
  const waiting: Waiting[] = [];
  let state: 'joining' | 'copied' | 'away' | 'tooLong' | 'over' = 'joining';
  let told: 'copied' | 'away' | 'tooLong' = 'copied';
  let entry: string | undefined;
  let bytes = 0;
  let sending = false;

  const tell = (standing: typeof told) => {
    if (standing === told) return;
    told = standing;
    listener.standing(standing);
  };
  const add = async ({ part, n, bytes: piece }: CallPiece) => {
    bytes += piece.byteLength;
    await link.send(['XADD', deps.pieces, '*', 'part', part, 'n', n, 'bytes', Buffer.from(piece)]);
  };
  const release = () => {
    for (const one of waiting.splice(0)) one.done();
  };
  const goAway = () => {
    if (state === 'over' || state === 'tooLong') return;
    state = 'away';
    release();
    tell('away');
  };

  async function join(isNew: boolean): Promise<void> {
    state = 'joining';
    try {
      entry = await deps.register();
      if (!isNew) await copyAll();
      if (state !== 'joining') return;
      state = 'copied';
      tell('copied');
      void send();
    } catch {
      goAway();
    }
  }

  /** Redis may have some of it, all or nothing: the disk has all. */
  async function copyAll(): Promise<void> {
    bytes = 0;
    await link.send(['DEL', deps.pieces]);
    for await (const piece of listener.pieces()) {
      if (state !== 'joining') return;
      await add(piece);
    }
  }

  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      while (state === 'copied' && waiting.length > 0) {
        const batch = waiting.splice(0);
        await Promise.all(batch.map(({ piece }) => add(piece))).finally(() => {
          for (const one of batch) one.done();
        });
        if (bytes > call.settings.callMaxBytes) await giveUp();
      }
    } catch {
      goAway();
    } finally {
      sending = false;
    }
  }

  async function giveUp(): Promise<void> {
    state = 'tooLong';
    release();
    tell('tooLong');
    await forget();
  }

  async function forget(): Promise<void> {
    try {
      await deps.forget();
      deps.closed();
    } catch {
      // Redis is away: tried again with every refresh until it is not.
    }
  }

  async function refresh(): Promise<void> {
    if (!link.isUp) return goAway();
    if (state === 'over' || state === 'tooLong') return forget();
    if (state === 'away') return join(false);
    if (state !== 'copied' || entry === undefined) return;
    try {
      const standing = await deps.refresh(entry);
      if (standing === 0) await join(false);
      if (standing >= 0 || state !== 'copied') return;
      log.info('another server goes on with an open call');
      leave();
      listener.lost();
    } catch {
      goAway();
    }
  }

  function leave(): void {
    state = 'over';
    release();
    deps.closed();
  }

  if (link.isUp) void join(call.isNew);
  else queueMicrotask(goAway);

  return {
    copy(piece) {
      if (state !== 'joining' && state !== 'copied') return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ piece, done: resolve });
      void send();
      return promise;
    },
    refresh,
    async close() {
      state = 'over';
      release();
      await forget();
    },
    leave,
  };
}
