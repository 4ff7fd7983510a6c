import type { LiveLine } from '../../ingest/live-intake.ts';
import type { LiveCall } from './live-call.ts';

/** What becomes of a call. */
export interface HeldCallEnds {
  /** It is over, and becomes a call like any other. `abandoned`: an earlier process left it, and nobody came back. */
  close(abandoned: boolean): Promise<void>;
  /** The server ends, and the call does not: the next process goes on with it. */
  suspend(): Promise<void>;
}

/** The connection that fills a call now. */
interface Attached {
  ended: (() => void)[];
  replaced: (() => void)[];
}

/**
 * An open call and whoever fills it: one connection at a time. A later one of the same key takes the call over (a
 * source that lost its network may be back before its old connection is known to be dead).
 */
export class HeldCall {
  readonly call: LiveCall;
  readonly #clock: { now(): number };
  readonly #ends: HeldCallEnds;
  #attached: Attached | undefined;
  #closing: Promise<void> | undefined;
  /** When the source went away without saying that the call is over; null while it is there. */
  goneSinceMs: number | null = null;

  #abandoned: boolean;
  /** What was noted, by leg: a source that comes back with the same mistake is noted once. */
  readonly #doubts = new Set<string>();

  /** `left`: an earlier process left it, and it waits for its source. */
  constructor(call: LiveCall, ends: HeldCallEnds, clock: { now(): number }, { left }: { left: boolean }) {
    this.call = call;
    this.#ends = ends;
    this.#clock = clock;
    this.#abandoned = left;
    if (left) this.goneSinceMs = clock.now();
  }

  get closing(): boolean {
    return this.#closing !== undefined;
  }

  attach(): LiveLine {
    const mine: Attached = { ended: [], replaced: [] };
    const before = this.#attached;
    this.#attached = mine;
    this.goneSinceMs = null;
    this.#abandoned = false;
    for (const told of before?.replaced ?? []) told();
    const { call } = this;
    const isMine = () => this.#attached === mine;
    return {
      callId: call.id,
      frame: (leg, frame) => {
        if (isMine()) call.frame(leg, frame);
      },
      told: (leg, turn) => {
        if (isMine()) call.told(leg, turn);
      },
      passed: (positionMs) => {
        if (isMine()) call.passed(positionMs);
      },
      hold: (on) => {
        if (isMine()) call.hold(on);
      },
      mute: (leg, on) => {
        if (isMine()) call.mute(leg, on);
      },
      doubted: (leg, text) => {
        if (isMine()) this.#doubt(leg, text);
      },
      positionMs: () => call.durationMs,
      received: () => call.received(),
      room: () => call.room(),
      end: async () => {
        if (isMine()) await this.close();
      },
      gone: () => {
        if (isMine()) this.goneSinceMs ??= this.#clock.now();
      },
      onEnd: (told) => void mine.ended.push(told),
      onReplaced: (told) => void mine.replaced.push(told),
    };
  }

  #doubt(leg: number, text: string): void {
    const doubt = `${leg} ${text}`;
    if (this.#doubts.has(doubt)) return;
    this.#doubts.add(doubt);
    const startMs = this.call.durationMs;
    this.call.note({ kind: 'encoding', leg, startMs, endMs: startMs, text });
  }

  /** Ends the call, once; resolves when it is kept. */
  close(): Promise<void> {
    this.#closing ??= this.#ends.close(this.#abandoned).finally(() => {
      for (const told of this.#attached?.ended ?? []) told();
    });
    return this.#closing;
  }

  /** Whether an earlier process, or another server, left it and its source has not come yet. */
  get isAbandoned(): boolean {
    return this.#abandoned;
  }

  /** Another server has the call now. */
  async lose(): Promise<void> {
    for (const told of this.#attached?.replaced ?? []) told();
    await this.suspend();
  }

  /** Lets go of the call so that another process can go on with it. */
  suspend(): Promise<void> {
    this.#closing ??= this.#ends.suspend();
    return this.#closing;
  }
}
