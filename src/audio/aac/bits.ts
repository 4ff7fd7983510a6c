/** Reads bits from the highest of each byte on. Behind the end there are zeros; `overrun` then is true. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.byteLength * 8 - this.#position;
  }

  get overrun(): boolean {
    return this.left < 0;
  }

  bit(): number {
    const byte = this.#bytes[this.#position >> 3] ?? 0;
    return (byte >> (7 - (this.#position++ & 7))) & 1;
  }

  /** Up to 24 bits. */
  read(count: number): number {
    const at = this.#position >> 3;
    const bytes = this.#bytes;
    const word =
      ((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0);
    const value = count === 0 ? 0 : (word << (this.#position & 7)) >>> (32 - count);
    this.#position += count;
    return value;
  }

  skip(count: number): void {
    this.#position += count;
  }

  align(): void {
    this.#position = (this.#position + 7) & ~7;
  }
}
