/** Does what comes one after the other, in the order in which it came. */
export class OneByOne {
  readonly #after: () => void;
  readonly #failed: (thrown: unknown) => void;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param after called after each, whether it failed or not
   * @param failed called with what went wrong in work that nobody waits for
   */
  constructor(after: () => void, failed: (thrown: unknown) => void) {
    this.#after = after;
    this.#failed = failed;
  }

  inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const done = this.#last.then(work).finally(this.#after);
    // Whoever asked is told; those behind in the line go on.
    this.#last = done.catch(() => {});
    return done;
  }

  /** In its turn, with nobody who waits for it. */
  later(work: () => void | Promise<void>): void {
    this.inTurn(work).catch(this.#failed);
  }

  /** Resolves when all that has come is done. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
