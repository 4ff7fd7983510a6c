import type { LiveLine } from '../../ingest/live-intake.ts';
import type { LiveCall } from './live-call.ts';

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
  readonly #close: () => Promise<void>;
  #attached: Attached | undefined;
  #closing: Promise<void> | undefined;
  /** When the source went away without saying that the call is over; null while it is there. */
  goneSinceMs: number | null = null;

  constructor(call: LiveCall, close: () => Promise<void>, clock: { now(): number }) {
    this.call = call;
    this.#close = close;
    this.#clock = clock;
  }

  get closing(): boolean {
    return this.#closing !== undefined;
  }

  attach(): LiveLine {
    const mine: Attached = { ended: [], replaced: [] };
    const before = this.#attached;
    this.#attached = mine;
    this.goneSinceMs = null;
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

  /** Ends the call, once; resolves when it is kept. */
  close(): Promise<void> {
    this.#closing ??= this.#close().finally(() => {
      for (const told of this.#attached?.ended ?? []) told();
    });
    return this.#closing;
  }
}
