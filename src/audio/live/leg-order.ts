/**
 * Puts the frames of one leg in the order in which they were spoken: a stage without I/O.
 *
 *   frames ─▶ twice? late? ─▶ held until in order ─▶ audio, gap, audio …
 *                              └ at most `holdMs`: then what is missing is a gap, and said
 *
 * Frames that follow one another by their numbers leave nothing to wait for: what is missing was never sent.
 *
 * Positions are samples from the start of the leg, as the source counts them. A source that goes back by more than
 * `backMs`, or forth by more than `leapMs`, counts anew: the leg goes on where the clock says it should be.
 */
export interface LegFrame {
  /** Position of the first sample, as the source counts. */
  firstSample: number;
  samples: Int16Array;
  /** Counts up by one with each frame sent; null where the source does not count them. */
  sequence: number | null;
  /** When it came, by the clock of this machine. */
  arrivedAtMs: number;
}

/** What comes out, in order and without overlap; positions are those of the leg. */
export type LegPiece =
  | { kind: 'audio'; firstSample: number; samples: Int16Array }
  /** `lost`: frames were sent that never came; else the source sent nothing. */
  | { kind: 'gap'; firstSample: number; endSample: number; lost: boolean }
  | { kind: 'leap'; firstSample: number; byMs: number };

export interface LegOrderSettings {
  sampleRateHz: number;
  holdMs: number;
  backMs: number;
  leapMs: number;
  /** Where the leg goes on, when it is not new. */
  from?: { position: number; offset: number };
}

export class LegOrder {
  readonly #settings: LegOrderSettings;
  /** The next sample wanted, in the leg's own positions. */
  #next = 0;
  /** What is added to the positions of the source. */
  #offset = 0;
  #sequence: number | null = null;
  #held: LegFrame[] = [];
  /** Least of arrival minus position: the moment at which the leg began, as far as can be told. */
  #beganAtMs = Number.POSITIVE_INFINITY;
  /** Frames that brought nothing new. */
  duplicates = 0;

  constructor(settings: LegOrderSettings) {
    this.#settings = settings;
    this.#next = settings.from?.position ?? 0;
    this.#offset = settings.from?.offset ?? 0;
  }

  /** Samples that came out, gaps included. */
  get position(): number {
    return this.#next;
  }

  /** What is added to the positions of the source. */
  get offset(): number {
    return this.#offset;
  }

  push(frame: LegFrame): LegPiece[] {
    if (frame.samples.length === 0) return [];
    const pieces: LegPiece[] = [];
    this.#followLeap(frame, pieces);
    const placed = { ...frame, firstSample: frame.firstSample + this.#offset };
    this.#beganAtMs = Math.min(
      this.#beganAtMs,
      frame.arrivedAtMs - this.#toMs(placed.firstSample + placed.samples.length),
    );
    if (placed.firstSample > this.#next) {
      this.#hold(placed);
      if (this.#follows(this.#held[0]!) || this.#heldMs() > this.#settings.holdMs) this.#giveUp(pieces);
      return pieces;
    }
    this.#give(placed, pieces);
    this.#giveHeld(pieces);
    return pieces;
  }

  /** Gives what is held, with the gaps that are now certain. */
  flush(): LegPiece[] {
    const pieces: LegPiece[] = [];
    while (this.#held.length > 0) this.#giveUp(pieces);
    return pieces;
  }

  #followLeap(frame: LegFrame, pieces: LegPiece[]): void {
    const byMs = this.#toMs(frame.firstSample + this.#offset - this.#next);
    if (byMs <= this.#settings.leapMs && byMs >= -this.#settings.backMs) return;
    pieces.push(...this.flush());
    const elapsed = Number.isFinite(this.#beganAtMs)
      ? Math.round(((frame.arrivedAtMs - this.#beganAtMs) * this.#settings.sampleRateHz) / 1000) -
        frame.samples.length
      : 0;
    const target = Math.max(this.#next, elapsed);
    this.#offset = target - frame.firstSample;
    if (this.#next > 0 || byMs < 0) pieces.push({ kind: 'leap', firstSample: target, byMs });
  }

  #give({ firstSample, samples, sequence }: LegFrame, pieces: LegPiece[]): void {
    const known = this.#next - firstSample;
    if (known >= samples.length) {
      this.duplicates++;
      return;
    }
    pieces.push({
      kind: 'audio',
      firstSample: this.#next,
      samples: known > 0 ? samples.subarray(known) : samples,
    });
    this.#next = firstSample + samples.length;
    this.#sequence = sequence;
  }

  #follows({ sequence }: LegFrame): boolean {
    return sequence !== null && this.#sequence !== null && sequence === this.#sequence + 1;
  }

  #giveHeld(pieces: LegPiece[]): void {
    while (this.#held[0] && this.#held[0].firstSample <= this.#next) this.#give(this.#held.shift()!, pieces);
  }

  #giveUp(pieces: LegPiece[]): void {
    const first = this.#held.shift()!;
    pieces.push({
      kind: 'gap',
      firstSample: this.#next,
      endSample: first.firstSample,
      lost: !this.#follows(first),
    });
    this.#next = first.firstSample;
    this.#give(first, pieces);
    this.#giveHeld(pieces);
  }

  #hold(frame: LegFrame): void {
    const at = this.#held.findIndex((held) => held.firstSample > frame.firstSample);
    this.#held.splice(at < 0 ? this.#held.length : at, 0, frame);
  }

  #heldMs(): number {
    return this.#toMs(this.#held.reduce((sum, frame) => sum + frame.samples.length, 0));
  }

  #toMs(samples: number): number {
    return (samples * 1000) / this.#settings.sampleRateHz;
  }
}
