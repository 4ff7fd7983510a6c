import type { LiveFrame } from '../../../src/model/live-frame.ts';

interface Kept {
  leg: number;
  frame: LiveFrame;
}

/** Frames that were spoken and are not safe yet: they are sent again when the connection is back. */
export class ResendBuffer {
  readonly #mostFrames: number;
  #kept: Kept[] = [];
  /** Frames that were let go because too many waited. */
  lost = 0;

  constructor(mostFrames: number) {
    this.#mostFrames = mostFrames;
  }

  keep(leg: number, frame: LiveFrame): void {
    this.#kept.push({ leg, frame });
    if (this.#kept.length <= this.#mostFrames) return;
    this.#kept.shift();
    this.lost++;
  }

  /** Lets go of what is safe: by leg, up to which sample. */
  acknowledge(received: readonly number[]): void {
    this.#kept = this.#kept.filter(
      ({ leg, frame }) => frame.firstSample + frame.samples.length > (received[leg] ?? 0),
    );
  }

  /** In the order in which they were spoken. */
  waiting(): readonly Kept[] {
    return this.#kept;
  }
}
