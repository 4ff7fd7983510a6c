/**
 * GSM 06.10 full rate (ETSI EN 300 961): 160 samples at 8 kHz from 260 bits, in 16-bit fixed-point arithmetic
 * as the standard writes it, so that every decoder gives the same samples.
 *
 *   frame = 8 log area ratios (6 6 5 5 4 4 3 3 bits), then 4 × { lag 7, gain 2, grid 2, maximum 6, 13 pulses × 3 }
 *
 * `.gsm` files hold frames of 33 bytes: a nibble 0xD, then the bits from the highest. Microsoft's wav49 packs two
 * frames in 65 bytes, bits from the lowest.
 */

export const gsmFrameBytes = 33;
export const gsmFrameSamples = 160;
/** Microsoft's blocks: two frames. */
export const msGsmBlockBytes = 65;

const parameterBits = [
  ...[6, 6, 5, 5, 4, 4, 3, 3],
  ...Array.from({ length: 4 }, () => [7, 2, 2, 6, ...Array<number>(13).fill(3)]).flat(),
];
const parametersPerFrame = parameterBits.length;

const larOffset = [0, 0, 2048, -2560, 94, -1792, -341, -1144];
const larLowest = [-32, -32, -16, -16, -8, -8, -4, -4];
const larInverse = [13107, 13107, 13107, 13107, 19223, 17476, 31454, 29708];
const pulseFactor = [18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767];
const lagGain = [3277, 11469, 21299, 32767];

function saturate(value: number): number {
  return value > 32767 ? 32767 : value < -32768 ? -32768 : value;
}

/** Rounded product of two numbers in 1.15 fixed point. */
function multiply(a: number, b: number): number {
  return a === -32768 && b === -32768 ? 32767 : (a * b + 16384) >> 15;
}

export class GsmDecoder {
  readonly #parameters = new Uint8Array(parametersPerFrame);
  /** 120 samples of the past, then 40 of the present. */
  readonly #excitation = new Int16Array(160);
  readonly #residual = new Int16Array(gsmFrameSamples);
  readonly #pulses = new Int16Array(40);
  readonly #lattice = new Int16Array(9);
  readonly #reflection = new Int16Array(8);
  #lars = new Int16Array(8);
  #lastLars = new Int16Array(8);
  #lastLag = 40;
  #deEmphasis = 0;

  /** 33 bytes to 160 samples, −1 to 1. */
  decodeFrame(bytes: Uint8Array, at: number, out: Float32Array, outAt: number): void {
    let bit = at * 8 + 4;
    for (let p = 0; p < parametersPerFrame; p++) {
      let value = 0;
      for (let n = parameterBits[p]!; n > 0; n--, bit++) {
        value = (value << 1) | ((bytes[bit >> 3]! >> (7 - (bit & 7))) & 1);
      }
      this.#parameters[p] = value;
    }
    this.#synthesise(out, outAt);
  }

  /** 65 bytes to 320 samples, −1 to 1. */
  decodeMsBlock(bytes: Uint8Array, at: number, out: Float32Array, outAt: number): void {
    let bit = at * 8;
    for (let frame = 0; frame < 2; frame++) {
      for (let p = 0; p < parametersPerFrame; p++) {
        const count = parameterBits[p]!;
        let value = 0;
        for (let n = 0; n < count; n++, bit++) value |= ((bytes[bit >> 3]! >> (bit & 7)) & 1) << n;
        this.#parameters[p] = value;
      }
      this.#synthesise(out, outAt + frame * gsmFrameSamples);
    }
  }

  #synthesise(out: Float32Array, outAt: number): void {
    for (let sub = 0; sub < 4; sub++) {
      const first = 8 + sub * 17;
      this.#decodePulses(first + 2);
      this.#predictLongTerm(first, sub * 40);
    }
    this.#decodeLars();
    this.#filterShortTerm(0, 13, (last, now) => (last >> 2) + (now >> 2) + (last >> 1));
    this.#filterShortTerm(13, 27, (last, now) => (last >> 1) + (now >> 1));
    this.#filterShortTerm(27, 40, (last, now) => (last >> 2) + (now >> 2) + (now >> 1));
    this.#filterShortTerm(40, 160, (_last, now) => now);
    for (let i = 0; i < gsmFrameSamples; i++) {
      this.#deEmphasis = saturate(this.#residual[i]! + multiply(this.#deEmphasis, 28180));
      // The standard keeps 13 bits.
      out[outAt + i] = (saturate(this.#deEmphasis * 2) & ~7) / 32768;
    }
  }

  /** Section 5.3.1: 13 pulses, scaled by their maximum, on one of four grids of 40. */
  #decodePulses(at: number): void {
    const grid = this.#parameters[at]!;
    const maximum = this.#parameters[at + 1]!;
    let exponent = maximum > 15 ? (maximum >> 3) - 1 : 0;
    let mantissa = maximum - (exponent << 3);
    if (mantissa === 0) {
      exponent = -4;
      mantissa = 7;
    } else {
      while (mantissa <= 7) {
        mantissa = (mantissa << 1) | 1;
        exponent--;
      }
      mantissa -= 8;
    }
    const factor = pulseFactor[mantissa]!;
    const shift = 6 - exponent;
    const rounding = shift > 0 ? 1 << (shift - 1) : 0;
    this.#pulses.fill(0);
    for (let i = 0; i < 13; i++) {
      const pulse = ((this.#parameters[at + 2 + i]! << 1) - 7) << 12;
      this.#pulses[grid + 3 * i] = saturate(multiply(factor, pulse) + rounding) >> shift;
    }
  }

  /** Section 5.3.2: adds what was heard one pitch period ago. */
  #predictLongTerm(at: number, outAt: number): void {
    const coded = this.#parameters[at]!;
    if (coded >= 40 && coded <= 120) this.#lastLag = coded;
    const gain = lagGain[this.#parameters[at + 1]!]!;
    const past = this.#excitation;
    for (let k = 0; k < 40; k++) {
      const sample = saturate(this.#pulses[k]! + multiply(gain, past[120 + k - this.#lastLag]!));
      past[120 + k] = sample;
      this.#residual[outAt + k] = sample;
    }
    past.copyWithin(0, 40);
  }

  /** Section 5.3.3.1. */
  #decodeLars(): void {
    [this.#lastLars, this.#lars] = [this.#lars, this.#lastLars];
    for (let i = 0; i < 8; i++) {
      const coded = (this.#parameters[i]! + larLowest[i]!) << 10;
      const half = multiply(larInverse[i]!, saturate(coded - (larOffset[i]! << 1)));
      this.#lars[i] = saturate(half * 2);
    }
  }

  /** Sections 5.3.3.2 to 5.3.3.4, in place over `residual`. */
  #filterShortTerm(from: number, to: number, blend: (last: number, now: number) => number): void {
    const r = this.#reflection;
    for (let i = 0; i < 8; i++) {
      const lar = saturate(blend(this.#lastLars[i]!, this.#lars[i]!));
      const size = lar === -32768 ? 32767 : Math.abs(lar);
      const reflection =
        size < 11059 ? size << 1 : size < 20070 ? size + 11059 : saturate((size >> 2) + 26112);
      r[i] = lar < 0 ? -reflection : reflection;
    }
    const v = this.#lattice;
    for (let k = from; k < to; k++) {
      let sample = this.#residual[k]!;
      for (let i = 7; i >= 0; i--) {
        sample = saturate(sample - multiply(r[i]!, v[i]!));
        v[i + 1] = saturate(v[i]! + multiply(r[i]!, sample));
      }
      v[0] = sample;
      this.#residual[k] = sample;
    }
  }
}
