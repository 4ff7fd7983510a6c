/** Older frames may still be sent again for so long after a desk came back. */
const settlesWithinMs = 2_000;
const mostOffMs = 1_000;

/**
 * Where the trainee's microphone is on the drill's clock. A desk counts its samples; the clock stands while there is no
 * desk, and a page that was loaded anew counts from what was safe, which may be a while ago.
 */
export class MicrophonePlace {
  readonly #rateHz: number;
  /** What is added to the desk's count. */
  #offset = 0;
  #sinceMs = 0;

  constructor(rateHz: number) {
    this.#rateHz = rateHz;
  }

  /** A desk has come (back). */
  attached(nowMs: number): void {
    this.#sinceMs = nowMs;
  }

  /** The position of a frame on the line. */
  place(firstSample: number, length: number, nowMs: number): number {
    const now = Math.round((nowMs * this.#rateHz) / 1000);
    const most = (mostOffMs * this.#rateHz) / 1000;
    const behind = now - (firstSample + this.#offset + length);
    // Nobody speaks in the future; and what is late for long is not on its way any more.
    if (behind < -most || (behind > most && nowMs - this.#sinceMs > settlesWithinMs)) this.#offset += behind;
    return Math.max(0, firstSample + this.#offset);
  }

  /** A position of the line in the desk's count. */
  inDeskCount(position: number): number {
    return Math.max(0, position - this.#offset);
  }
}
