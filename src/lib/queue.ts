/** What a full queue does with the next value. */
export type WhenFull = 'drop-oldest' | 'drop-newest' | 'wait';

/**
 * The one bounded queue: pushed at one end, read as an `AsyncIterable` at the other by one reader.
 * A full queue drops what `whenFull` says and counts it in `dropped`, or makes `push` wait.
 */
export class AsyncQueue<T> implements AsyncIterable<T> {
  readonly #limit: number;
  readonly #whenFull: WhenFull;
  readonly #values: T[] = [];
  #closed = false;
  #wakeReader: (() => void) | undefined;
  #wakeWriters: (() => void)[] = [];
  dropped = 0;

  constructor(limit: number, whenFull: WhenFull) {
    this.#limit = limit;
    this.#whenFull = whenFull;
  }

  get size(): number {
    return this.#values.length;
  }

  /** Resolves once the value is in the queue (or was dropped). A closed queue ignores it. */
  async push(value: T): Promise<void> {
    while (!this.#closed && this.#whenFull === 'wait' && this.#values.length >= this.#limit) {
      await new Promise<void>((resolve) => this.#wakeWriters.push(resolve));
    }
    this.offer(value);
  }

  /** As `push`, without waiting: returns false when the value was dropped. */
  offer(value: T): boolean {
    if (this.#closed) return false;
    if (this.#values.length >= this.#limit) {
      this.dropped++;
      if (this.#whenFull !== 'drop-oldest') return false;
      this.#values.shift();
    }
    this.#values.push(value);
    this.#wakeReader?.();
    return true;
  }

  /** Lets the reader end after what is queued, and wakes writers that wait. */
  close(): void {
    this.#closed = true;
    this.#wakeReader?.();
    for (const wake of this.#wakeWriters.splice(0)) wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      while (this.#values.length > 0) {
        const value = this.#values.shift() as T;
        this.#wakeWriters.shift()?.();
        yield value;
      }
      if (this.#closed) return;
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
      this.#wakeReader = undefined;
    }
  }
}
