import type { ToDesk } from '../../model/drill-desk.ts';

/** Whoever sits at the desk now. */
export interface Desk {
  send(message: ToDesk | Uint8Array): void;
  /** Another desk has the drill from now on. */
  replaced(): void;
  /** The drill is over, and all has been told. */
  over(): void;
}

/** The seat at the desk of a drill: one has it at a time, and it may be empty for a while. */
export class DeskSeat {
  readonly #now: () => number;
  #desk: Desk | undefined;
  #emptySinceMs: number;
  #safe = -1;

  /** @param now milliseconds of the machine's clock */
  constructor(now: () => number) {
    this.#now = now;
    this.#emptySinceMs = now();
  }

  /** Whoever had it is told that they have it no more. @returns lets go of it */
  take(desk: Desk): () => void {
    this.#desk?.replaced();
    this.#desk = desk;
    return () => {
      if (this.#desk !== desk) return;
      this.#desk = undefined;
      this.#emptySinceMs = this.#now();
    };
  }

  isTakenBy(desk: Desk): boolean {
    return this.#desk === desk;
  }

  /** For how long nobody has sat there; null while somebody does. */
  get emptyForMs(): number | null {
    return this.#desk ? null : this.#now() - this.#emptySinceMs;
  }

  /** Nobody is told while it is empty: who comes is told how all stands. */
  send(message: ToDesk | Uint8Array): void {
    this.#desk?.send(message);
  }

  /** Tells up to where the microphone's audio is safe, when that is new. */
  acknowledge(received: number): void {
    if (received === this.#safe) return;
    this.#safe = received;
    this.send({ type: 'ack', received });
  }

  /** There is nothing more to do at it. */
  over(): void {
    this.#desk?.over();
    this.#desk = undefined;
  }
}
