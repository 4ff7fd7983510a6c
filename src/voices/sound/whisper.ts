import type { Random } from './making.ts';

/**
 * Speech without a voice: what shapes each 25 ms (linear prediction, autocorrelation method) is kept, and noise takes
 * the place of the vocal cords.
 */
const frameMs = 25;
const order = 16;

export function whispered(samples: Float32Array, sampleRateHz: number, random: Random): Float32Array {
  const size = 2 * Math.round((sampleRateHz * frameMs) / 2000);
  const out = new Float32Array(samples.length);
  // Frames overlap by half; two Hann windows add up to one.
  const window = Float64Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size),
  );
  for (let at = -size / 2; at < samples.length; at += size / 2) {
    const frame = Float64Array.from({ length: size }, (_, i) => (samples[at + i] ?? 0) * window[i]!);
    const { taps, gain } = prediction(frame);
    const noisy = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      let sum = gain * (random() * 2 - 1) * Math.sqrt(3);
      for (let k = 1; k <= order && k <= i; k++) sum -= taps[k]! * noisy[i - k]!;
      noisy[i] = sum;
    }
    for (let i = 0; i < size; i++) {
      const place = at + i;
      if (place >= 0 && place < out.length) out[place]! += noisy[i]! * window[i]!;
    }
  }
  return out;
}

/** Levinson and Durbin: the filter 1 / (1 + Σ taps·z⁻ᵏ), and how strong what goes in must be. */
function prediction(frame: Float64Array): { taps: Float64Array; gain: number } {
  const likeness = Float64Array.from({ length: order + 1 }, (_, lag) => {
    let sum = 0;
    for (let i = lag; i < frame.length; i++) sum += frame[i]! * frame[i - lag]!;
    return sum;
  });
  const taps = new Float64Array(order + 1);
  taps[0] = 1;
  // A little white noise keeps the filter stable where the frame is almost a tone.
  let error = likeness[0]! * 1.001 + 1e-12;
  for (let k = 1; k <= order; k++) {
    let sum = likeness[k]!;
    for (let i = 1; i < k; i++) sum += taps[i]! * likeness[k - i]!;
    const reflection = -sum / error;
    const before = taps.slice();
    for (let i = 1; i < k; i++) taps[i] = before[i]! + reflection * before[k - i]!;
    taps[k] = reflection;
    error *= 1 - reflection * reflection;
  }
  return { taps, gain: Math.sqrt(Math.max(0, error) / frame.length) };
}
