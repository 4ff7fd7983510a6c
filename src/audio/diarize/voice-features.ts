import { Fft } from '../fft.ts';

/** What a voice sounds like, frame by frame: the shape of its spectrum, and its pitch. */
export interface VoiceFrames {
  /** Cepstral coefficients 1 to 19, frame after frame. The loudness (0) is left out: it tells the line, not the voice. */
  cepstra: Float32Array;
  /** Natural logarithm of the pitch in hertz; NaN in frames without a clear one. */
  logPitch: Float32Array;
  count: number;
}

export const cepstraPerFrame = 19;
export const hopMs = 20;
const frameMs = 32;
const melBands = 26;
const lowestHz = 120;
const highestHz = 3800;
const lowestPitchHz = 65;
const highestPitchHz = 400;
/** Higher up, half a sample's misfit of the period hides it. */
const pitchBandHz = 1000;
/** Of a frame's energy, how much must come back one period later. */
const voicedShare = 0.45;
const nearlyBest = 0.85;

/** Features of one channel at one sample rate. */
export class VoiceAnalyser {
  readonly #sampleRateHz: number;
  readonly #length: number;
  readonly #fft: Fft;
  readonly #window: Float64Array;
  readonly #bands: { from: number; weights: Float64Array }[];
  readonly #windowLikeness: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#length = Math.round((sampleRateHz * frameMs) / 1000);
    // Twice the frame, so that the autocorrelation taken from the spectrum does not wrap around.
    this.#fft = new Fft(2 ** Math.ceil(Math.log2(2 * this.#length)));
    this.#window = Float64Array.from(
      { length: this.#length },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / this.#length),
    );
    this.#bands = melFilters(this.#fft.size, sampleRateHz);
    const longestLag = Math.ceil(sampleRateHz / lowestPitchHz);
    this.#windowLikeness = Float64Array.from({ length: longestLag + 2 }, (_, lag) =>
      windowLikeness(lag / this.#length),
    );
    this.#re = new Float64Array(this.#fft.size);
    this.#im = new Float64Array(this.#fft.size);
  }

  /** Frames in a stretch of samples. */
  countIn(samples: number): number {
    return Math.max(0, 1 + Math.floor((samples - this.#length) / this.hopSamples));
  }

  get hopSamples(): number {
    return Math.round((this.#sampleRateHz * hopMs) / 1000);
  }

  analyse(samples: Float32Array): VoiceFrames {
    const count = this.countIn(samples.length);
    const cepstra = new Float32Array(count * cepstraPerFrame);
    const logPitch = new Float32Array(count);
    for (let frame = 0; frame < count; frame++) {
      const power = this.#powerSpectrum(samples, frame * this.hopSamples);
      this.#writeCepstra(power, cepstra, frame * cepstraPerFrame);
      logPitch[frame] = this.#pitch(power);
    }
    return { cepstra, logPitch, count };
  }

  /** In `re`; `im` is free for use. */
  #powerSpectrum(samples: Float32Array, at: number): Float64Array {
    const [re, im] = [this.#re.fill(0), this.#im.fill(0)];
    for (let i = 0; i < this.#length; i++) re[i] = samples[at + i]! * this.#window[i]!;
    this.#fft.transform(re, im);
    for (let k = 0; k < re.length; k++) {
      re[k] = re[k]! * re[k]! + im[k]! * im[k]!;
      im[k] = 0;
    }
    return re;
  }

  #writeCepstra(power: Float64Array, out: Float32Array, at: number): void {
    const logs = this.#bands.map(({ from, weights }) => {
      let energy = 1e-10;
      for (let i = 0; i < weights.length; i++) energy += weights[i]! * power[from + i]!;
      return Math.log(energy);
    });
    for (let c = 1; c <= cepstraPerFrame; c++) {
      let sum = 0;
      for (let band = 0; band < melBands; band++) {
        sum += logs[band]! * Math.cos((Math.PI * c * (band + 0.5)) / melBands);
      }
      out[at + c - 1] = sum;
    }
  }

  /** The shortest period among the strong ones of the autocorrelation: every multiple of a period is one too. */
  #pitch(power: Float64Array): number {
    const highestBin = Math.round((pitchBandHz * power.length) / this.#sampleRateHz);
    power.fill(0, highestBin + 1, power.length - highestBin);
    this.#fft.transform(power, this.#im);
    const shares = this.#windowLikeness.map((likeness, lag) => power[lag]! / power[0]! / likeness);
    const first = Math.floor(this.#sampleRateHz / highestPitchHz);
    const isPeak = (lag: number) => shares[lag]! > shares[lag - 1]! && shares[lag]! >= shares[lag + 1]!;
    let best = voicedShare;
    for (let lag = first; lag < shares.length - 1; lag++)
      if (isPeak(lag)) best = Math.max(best, shares[lag]!);
    for (let lag = first; lag < shares.length - 1; lag++) {
      if (isPeak(lag) && shares[lag]! > best * nearlyBest) return Math.log(this.#sampleRateHz / lag);
    }
    return Number.NaN;
  }
}

/** The autocorrelation of a Hann window at a lag, as a share of its length (Boersma 1993, equation 8). */
function windowLikeness(share: number): number {
  const turn = 2 * Math.PI * share;
  return (1 - share) * (2 / 3 + Math.cos(turn) / 3) + Math.sin(turn) / (2 * Math.PI);
}

function melFilters(size: number, sampleRateHz: number): { from: number; weights: Float64Array }[] {
  const toMel = (hz: number) => 1127 * Math.log(1 + hz / 700);
  const toHz = (mel: number) => 700 * (Math.exp(mel / 1127) - 1);
  const [low, high] = [toMel(lowestHz), toMel(Math.min(highestHz, sampleRateHz * 0.475))];
  const edges = Array.from(
    { length: melBands + 2 },
    (_, i) => (toHz(low + ((high - low) * i) / (melBands + 1)) * size) / sampleRateHz,
  );
  return Array.from({ length: melBands }, (_, band) => {
    const [left, middle, right] = [edges[band]!, edges[band + 1]!, edges[band + 2]!];
    const from = Math.ceil(left);
    const weights = Float64Array.from({ length: Math.max(1, Math.floor(right) - from + 1) }, (_, i) => {
      const bin = from + i;
      return Math.max(0, bin <= middle ? (bin - left) / (middle - left) : (right - bin) / (right - middle));
    });
    return { from, weights };
  });
}
