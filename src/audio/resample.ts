import { bessel } from './bessel.ts';

/**
 * Changes the sample rate of one channel: a stage, fed with frames of any length.
 * `flush` gives what was held back; in all, out = round(in × to / from) samples, the first at the same moment as
 * the first one in.
 */
export interface Resampler {
  push(samples: Float32Array): Float32Array;
  flush(): Float32Array;
}

/**
 * Zero crossings of the sinc on each side, and how much of the band is kept: with them a tone comes through
 * within 0.1 dB up to 0.83 of the smaller band, and what would fold back is 70 dB down.
 */
const zeroCrossings = 24;
const bandKept = 0.93;
const kaiserBeta = 6.8;

/** A band-limited resampler between any two whole rates, as a bank of windowed sincs: one per output phase. */
export function openResampler(fromHz: number, toHz: number): Resampler {
  if (fromHz === toHz) return { push: (samples) => samples, flush: () => new Float32Array(0) };
  const divisor = greatestCommonDivisor(fromHz, toHz);
  return new PolyphaseResampler(toHz / divisor, fromHz / divisor);
}

class PolyphaseResampler implements Resampler {
  readonly #up: number;
  readonly #down: number;
  /** Samples on each side of an output that have a say in it. */
  readonly #reach: number;
  readonly #bank: Float32Array;
  /** Input not yet done with; begins `reach` − 1 samples before that of the next output. */
  #held: Float32Array;
  #heldCount: number;
  /** Of the next output, in steps of 1/`up` input samples behind the first held one that has enough before it. */
  #phase = 0;
  #taken = 0;
  #given = 0;

  constructor(up: number, down: number) {
    this.#up = up;
    this.#down = down;
    // Even, so that the taps come in fours.
    this.#reach = 2 * Math.ceil((zeroCrossings * Math.max(1, down / up)) / 2);
    this.#bank = filterBank(up, this.#reach, Math.min(1, up / down) * bandKept);
    this.#held = new Float32Array(this.#reach * 2);
    this.#heldCount = this.#reach - 1;
  }

  push(samples: Float32Array): Float32Array {
    this.#taken += samples.length;
    this.#hold(samples);
    return this.#produce(Number.POSITIVE_INFINITY);
  }

  flush(): Float32Array {
    this.#hold(new Float32Array(this.#reach + 1));
    return this.#produce(Math.round((this.#taken * this.#up) / this.#down) - this.#given);
  }

  #hold(samples: Float32Array): void {
    const needed = this.#heldCount + samples.length;
    if (needed > this.#held.length) {
      const larger = new Float32Array(needed * 2);
      larger.set(this.#held.subarray(0, this.#heldCount));
      this.#held = larger;
    }
    this.#held.set(samples, this.#heldCount);
    this.#heldCount = needed;
  }

  #produce(limit: number): Float32Array {
    const [up, down, bank, held] = [this.#up, this.#down, this.#bank, this.#held];
    const taps = this.#reach * 2;
    const steps = (this.#heldCount - taps + 1) * up - this.#phase;
    const count = Math.max(0, Math.min(limit, Math.ceil(steps / down)));
    const out = new Float32Array(count);
    let phase = this.#phase;
    let base = 0;
    for (let i = 0; i < count; i++) {
      while (phase >= up) {
        phase -= up;
        base++;
      }
      // Four sums, as the processor can add them side by side.
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let tap = phase * taps, at = base; tap < phase * taps + taps; tap += 4, at += 4) {
        a += bank[tap]! * held[at]!;
        b += bank[tap + 1]! * held[at + 1]!;
        c += bank[tap + 2]! * held[at + 2]!;
        d += bank[tap + 3]! * held[at + 3]!;
      }
      out[i] = a + b + c + d;
      phase += down;
    }
    const done = base + Math.floor(phase / up);
    this.#phase = phase % up;
    held.copyWithin(0, done, this.#heldCount);
    this.#heldCount -= done;
    this.#given += count;
    return out;
  }
}

/** For every phase 2 × `reach` coefficients that add up to 1, so that a steady level stays what it is. */
function filterBank(up: number, reach: number, cutoff: number): Float32Array {
  const taps = reach * 2;
  const bank = new Float32Array(up * taps);
  const top = bessel(kaiserBeta);
  for (let phase = 0; phase < up; phase++) {
    let sum = 0;
    const row = new Float64Array(taps);
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - (reach - 1) - phase / up;
      const x = Math.PI * distance * cutoff;
      const edge = distance / reach;
      const window = Math.abs(edge) >= 1 ? 0 : bessel(kaiserBeta * Math.sqrt(1 - edge * edge)) / top;
      row[tap] = (x === 0 ? 1 : Math.sin(x) / x) * window;
      sum += row[tap]!;
    }
    for (let tap = 0; tap < taps; tap++) bank[phase * taps + tap] = row[tap]! / sum;
  }
  return bank;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
