import { bessel } from '../bessel.ts';
import { Fft } from '../fft.ts';

export type WindowSequence = 0 | 1 | 2 | 3;
/** 2: eight short windows; 1 and 3 lead from long ones to short ones and back. */
const [longOnly, longStart, eightShort] = [0, 1, 2];

const long = 1024;
const short = 128;
/** Samples of a frame before and behind the place where short windows begin. */
const flat = (long - short) / 2;

/** The inverse modified cosine transform: `lines` values to twice as many samples (section 4.6.11.3.1). */
class InverseMdct {
  readonly #lines: number;
  readonly #fft: Fft;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #dct: Float64Array;

  constructor(lines: number) {
    this.#lines = lines;
    this.#fft = new Fft(lines / 2);
    this.#re = new Float64Array(lines / 2);
    this.#im = new Float64Array(lines / 2);
    this.#cos = this.#re.map((_, n) => Math.cos((Math.PI * (8 * n + 1)) / (8 * lines)));
    this.#sin = this.#re.map((_, n) => -Math.sin((Math.PI * (8 * n + 1)) / (8 * lines)));
    this.#dct = new Float64Array(lines);
  }

  /** By way of a cosine transform of type IV, which is a Fourier transform of half the size between two turns. */
  transform(spectrum: Float64Array, at: number, out: Float64Array): void {
    const m = this.#lines;
    const [re, im, cos, sin, dct] = [this.#re, this.#im, this.#cos, this.#sin, this.#dct];
    for (let n = 0; n < m / 2; n++) {
      const a = spectrum[at + 2 * n]!;
      const b = spectrum[at + m - 1 - 2 * n]!;
      re[n] = a * cos[n]! - b * sin[n]!;
      im[n] = a * sin[n]! + b * cos[n]!;
    }
    this.#fft.transform(re, im);
    for (let k = 0; k < m / 2; k++) {
      dct[2 * k] = (re[k]! * cos[k]! - im[k]! * sin[k]!) / m;
      dct[m - 1 - 2 * k] = -(re[k]! * sin[k]! + im[k]! * cos[k]!) / m;
    }
    for (let n = 0; n < m / 2; n++) {
      out[n] = dct[n + m / 2]!;
      out[3 * (m / 2) - 1 - n] = -dct[n]!;
      out[m - 1 - n] = -dct[n + m / 2]!;
      out[n + 3 * (m / 2)] = -dct[n]!;
    }
  }
}

/** One of the two window shapes, rising over `length` samples. */
function risingWindow(shape: number, length: number): Float64Array {
  if (shape === 0) {
    return Float64Array.from({ length }, (_, n) => Math.sin((Math.PI * (n + 0.5)) / (2 * length)));
  }
  // Kaiser–Bessel derived: the square root of the running sum of a Kaiser window.
  const alpha = length === long ? 4 : 6;
  const kaiser = Array.from({ length: length + 1 }, (_, n) => {
    const x = (2 * n) / length - 1;
    return bessel(Math.PI * alpha * Math.sqrt(1 - x * x));
  });
  const sum = kaiser.reduce((total, value) => total + value, 0);
  let running = 0;
  return Float64Array.from({ length }, (_, n) => {
    running += kaiser[n]!;
    return Math.sqrt(running / sum);
  });
}

/** From the spectra of one channel, frame after frame, to its samples. */
export class FilterBank {
  readonly #long = new InverseMdct(long);
  readonly #short = new InverseMdct(short);
  readonly #longWindows = [risingWindow(0, long), risingWindow(1, long)];
  readonly #shortWindows = [risingWindow(0, short), risingWindow(1, short)];
  readonly #samples = new Float64Array(2 * long);
  readonly #shortSamples = new Float64Array(2 * short);
  readonly #overlap = new Float64Array(long);
  #lastShape = 0;

  /** 1024 samples, −1 to 1. */
  process(spectrum: Float64Array, sequence: WindowSequence, shape: number): Float32Array {
    const samples = this.#samples;
    if (sequence === eightShort) this.#shortWindowed(spectrum, shape);
    else this.#longWindowed(spectrum, sequence, shape);
    this.#lastShape = shape;
    const out = new Float32Array(long);
    for (let n = 0; n < long; n++) {
      out[n] = (samples[n]! + this.#overlap[n]!) / 32768;
      this.#overlap[n] = samples[long + n]!;
    }
    return out;
  }

  /** What a frame that cannot be decoded leaves: the end of the one before. */
  conceal(): Float32Array {
    const out = Float32Array.from(this.#overlap, (sample) => sample / 32768);
    this.#overlap.fill(0);
    return out;
  }

  #longWindowed(spectrum: Float64Array, sequence: WindowSequence, shape: number): void {
    const samples = this.#samples;
    this.#long.transform(spectrum, 0, samples);
    if (sequence === longOnly || sequence === longStart) {
      const rising = this.#longWindows[this.#lastShape]!;
      for (let n = 0; n < long; n++) samples[n]! *= rising[n]!;
    } else {
      const rising = this.#shortWindows[this.#lastShape]!;
      samples.fill(0, 0, flat);
      for (let n = 0; n < short; n++) samples[flat + n]! *= rising[n]!;
    }
    if (sequence === longStart) {
      const rising = this.#shortWindows[shape]!;
      for (let n = 0; n < short; n++) samples[long + flat + n]! *= rising[short - 1 - n]!;
      samples.fill(0, long + flat + short);
    } else {
      const rising = this.#longWindows[shape]!;
      for (let n = 0; n < long; n++) samples[long + n]! *= rising[long - 1 - n]!;
    }
  }

  #shortWindowed(spectrum: Float64Array, shape: number): void {
    const samples = this.#samples.fill(0);
    const falling = this.#shortWindows[shape]!;
    for (let w = 0; w < 8; w++) {
      const rising = w === 0 ? this.#shortWindows[this.#lastShape]! : falling;
      this.#short.transform(spectrum, w * short, this.#shortSamples);
      const at = flat + w * short;
      for (let n = 0; n < short; n++) {
        samples[at + n]! += this.#shortSamples[n]! * rising[n]!;
        samples[at + short + n]! += this.#shortSamples[short + n]! * falling[short - 1 - n]!;
      }
    }
  }
}
