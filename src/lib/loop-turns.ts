/**
 * Does works one after the other, each in a turn of the event loop of its own, so that whoever waits for this process
 * waits for one of them at most. A work tells of its own failures.
 */
export class LoopTurns {
  readonly #waiting: (() => void)[] = [];
  #next: NodeJS.Immediate | undefined;

  later(work: () => void): void {
    this.#waiting.push(work);
    this.#next ??= setImmediate(() => this.#run());
  }

  #run(): void {
    const work = this.#waiting.shift();
    // An immediate that is asked for now comes after what has arrived meanwhile.
    this.#next = this.#waiting.length > 0 ? setImmediate(() => this.#run()) : undefined;
    work?.();
  }
}
