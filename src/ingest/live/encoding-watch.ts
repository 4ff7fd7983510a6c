import { EncodingCheck } from '../../audio/live/encoding-check.ts';
import type { LiveStart } from '../../model/live.ts';

/**
 * Says of each leg that its bytes are not what the source says they are. Nothing is read otherwise for it: a guess
 * that is wrong would spoil what was right, and the source is asked to say what is so.
 */
export class EncodingWatch {
  readonly #said: LiveStart['encoding'];
  readonly #legs: EncodingCheck[];

  constructor({ encoding, legs }: Pick<LiveStart, 'encoding' | 'legs'>) {
    this.#said = encoding;
    this.#legs = legs.map(() => new EncodingCheck(encoding));
  }

  /** @returns what is to be said, once for each leg */
  push(leg: number, bytes: Uint8Array): string | null {
    const found = this.#legs[leg]?.push(bytes) ?? null;
    if (found === null) return null;
    return `The audio does not look like ${this.#said}: it looks like ${found}. It is recorded as ${this.#said} all the same, as the source says.`;
  }
}
