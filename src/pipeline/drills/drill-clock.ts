/** The clock of a drill: it counts from the answer, and stands while the drill is held for want of a desk. */
export class DrillClock {
  readonly #now: () => number;
  #baseMs: number;
  #sinceMs: number | null = null;

  /** @param now milliseconds of the machine's clock */
  constructor(now: () => number, startMs = 0) {
    this.#now = now;
    this.#baseMs = startMs;
  }

  get ms(): number {
    // A machine's clock may be set back.
    return this.#baseMs + (this.#sinceMs === null ? 0 : Math.max(0, this.#now() - this.#sinceMs));
  }

  get runs(): boolean {
    return this.#sinceMs !== null;
  }

  /** Puts it forward to a moment, if that has not come yet. */
  notBefore(ms: number): void {
    this.#baseMs += Math.max(0, ms - this.ms);
  }

  run(): void {
    this.#sinceMs ??= this.#now();
  }

  stand(): void {
    this.#baseMs = this.ms;
    this.#sinceMs = null;
  }
}
