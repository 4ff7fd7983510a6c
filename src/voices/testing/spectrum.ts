import { Fft } from '../../audio/fft.ts';

const size = 1024;

/** The power between two frequencies, over all of a sound. */
export function powerIn(
  samples: ArrayLike<number>,
  fromHz: number,
  toHz: number,
  sampleRateHz = 8000,
): number {
  const fft = new Fft(size);
  let sum = 0;
  for (let at = 0; at + size <= samples.length; at += size) {
    const re = Float64Array.from(
      { length: size },
      (_, i) => (samples[at + i] as number) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)),
    );
    const im = new Float64Array(size);
    fft.transform(re, im);
    for (let bin = 0; bin <= size / 2; bin++) {
      const hz = (bin * sampleRateHz) / size;
      if (hz >= fromHz && hz < toHz) sum += (re[bin] as number) ** 2 + (im[bin] as number) ** 2;
    }
  }
  return sum;
}

/** Of a ratio of powers. */
export function decibels(ratio: number): number {
  return 10 * Math.log10(ratio);
}

/** The share of windows of 50 ms in which the sound comes back at a pitch: high for a voice, low for noise. */
export function voicedShare(samples: ArrayLike<number>, sampleRateHz: number): number {
  const { voiced, all } = pitches(samples, sampleRateHz);
  return voiced.length / Math.max(1, all);
}

/** The middle one of the pitches of its voiced stretches, in hertz. */
export function pitchHz(samples: ArrayLike<number>, sampleRateHz: number): number {
  const found = pitches(samples, sampleRateHz).voiced.toSorted((a, b) => a - b);
  return found[Math.floor(found.length / 2)] ?? 0;
}

function pitches(samples: ArrayLike<number>, sampleRateHz: number): { voiced: number[]; all: number } {
  const window = Math.round(sampleRateHz / 20);
  const voiced: number[] = [];
  let all = 0;
  for (let at = 0; at + 2 * window < samples.length; at += window) {
    all++;
    let [best, lag] = [0, 0];
    for (let shift = Math.round(sampleRateHz / 500); shift < sampleRateHz / 70; shift++) {
      const likeness = correlation(samples, at, at + shift, window);
      if (likeness > best) [best, lag] = [likeness, shift];
    }
    if (best > 0.8) voiced.push(sampleRateHz / lag);
  }
  return { voiced, all };
}

function correlation(samples: ArrayLike<number>, a: number, b: number, length: number): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const [x, y] = [samples[a + i] as number, samples[b + i] as number];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb + 1e-9);
}
