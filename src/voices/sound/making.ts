import { nextRandom } from '../../lib/random.ts';
import { bandPass } from './filter.ts';
import { telephoneHz } from './telephone.ts';

/** What sounds are made of: noise, voices of no words, shapes in time. All at the rate of the telephone. */

/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    const drawn = nextRandom(state);
    state = drawn.state;
    return drawn.value;
  };
}

export function between(low: number, high: number, random: Random): number {
  return low + (high - low) * random();
}

/** So many seconds of what `at` gives for each moment in seconds. */
export function drawn(seconds: number, at: (t: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * telephoneHz) }, (_, i) => at(i / telephoneHz));
}

export function whiteNoise(seconds: number, random: Random): Float32Array {
  return drawn(seconds, () => 2 * random() - 1);
}

/** Noise that falls by 6 dB an octave, without its lowest rumble. */
export function brownNoise(seconds: number, random: Random): Float32Array {
  let level = 0;
  return drawn(seconds, () => {
    level = 0.97 * level + 0.25 * (2 * random() - 1);
    return level;
  });
}

/** The buzz of vocal cords at a pitch that may move, in hertz: a sawtooth with rounded jumps (PolyBLEP). */
export function buzz(seconds: number, hz: (t: number) => number): Float32Array {
  let phase = 0;
  return drawn(seconds, (t) => {
    const step = hz(t) / telephoneHz;
    phase = (phase + step) % 1;
    return 2 * phase - 1 - jump(phase, step);
  });
}

/** What rounds the jump off, so that it folds nothing back from above half the sample rate. */
function jump(phase: number, step: number): number {
  if (phase < step) return 2 * (phase / step) - (phase / step) ** 2 - 1;
  if (phase > 1 - step) return ((phase - 1) / step) ** 2 + 2 * ((phase - 1) / step) + 1;
  return 0;
}

/** Middle in hertz, how narrow, how loud. */
export type Formant = readonly [hz: number, q: number, gain: number];

/** As a mouth shapes it. */
export function shaped(samples: Float32Array, formants: readonly Formant[]): Float32Array {
  const out = new Float32Array(samples.length);
  for (const [hz, q, gain] of formants) add(out, bandPass(samples, hz, q, telephoneHz), 0, gain);
  return out;
}

/** Adds a sound into another from a moment on, as far as there is room. */
export function add(into: Float32Array, sound: Float32Array, fromS: number, gain = 1): void {
  const first = Math.round(fromS * telephoneHz);
  const last = Math.min(into.length, first + sound.length);
  for (let i = Math.max(0, first); i < last; i++) into[i]! += gain * sound[i - first]!;
}

/** Louder and quieter as `gain` says for each moment in seconds. */
export function swelled(samples: Float32Array, gain: (t: number) => number): Float32Array {
  return samples.map((sample, i) => sample * gain(i / telephoneHz));
}

/** Rises in the first share of `seconds` and falls in the rest. */
export function hump(t: number, seconds: number, riseShare: number): number {
  const rise = seconds * riseShare;
  if (t < 0 || t > seconds) return 0;
  return Math.sin((Math.PI / 2) * (t < rise ? t / rise : (seconds - t) / (seconds - rise)));
}

/** One sound after another with pauses between, until the time is full. */
export function repeated(
  seconds: number,
  next: () => { sound: Float32Array; pauseS: number; gain?: number },
): Float32Array {
  const out = new Float32Array(Math.round(seconds * telephoneHz));
  for (let at = 0; at < seconds; ) {
    const { sound, pauseS, gain } = next();
    add(out, sound, at, gain);
    at += sound.length / telephoneHz + pauseS;
  }
  return out;
}

export function tone(hz: number, t: number): number {
  return Math.sin(2 * Math.PI * hz * t);
}
