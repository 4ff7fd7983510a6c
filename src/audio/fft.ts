/** A complex Fourier transform of a fixed power-of-two size, in place, unscaled: Σ x[n]·e^(−2πi·nk/size). */
export class Fft {
  readonly size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint32Array;

  constructor(size: number) {
    if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError('the size must be a power of two');
    this.size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    const bits = Math.log2(size);
    this.#reversed = new Uint32Array(size);
    for (let i = 1; i < size; i++) {
      this.#reversed[i] = (this.#reversed[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
    }
  }

  transform(re: Float64Array, im: Float64Array): void {
    const { size } = this;
    const [cos, sin, reversed] = [this.#cos, this.#sin, this.#reversed];
    for (let i = 0; i < size; i++) {
      const j = reversed[i]!;
      if (j <= i) continue;
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let k = 0, t = 0; k < half; k++, t += step) {
          const a = start + k;
          const b = a + half;
          const bRe = re[b]! * cos[t]! - im[b]! * sin[t]!;
          const bIm = re[b]! * sin[t]! + im[b]! * cos[t]!;
          re[b] = re[a]! - bRe;
          im[b] = im[a]! - bIm;
          re[a] = re[a]! + bRe;
          im[a] = im[a]! + bIm;
        }
      }
    }
  }
}
