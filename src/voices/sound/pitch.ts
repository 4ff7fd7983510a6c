import { openResampler } from '../../audio/resample.ts';
import type { RawSpeech } from '../raw-speech.ts';

/**
 * Played faster or slower: pitch and all the voice move by `factor`, and the length by its inverse. At `toHz`
 * samples a second, where that is less than there were.
 */
export function shiftPitch(
  { samples, sampleRateHz }: RawSpeech,
  factor: number,
  toHz = sampleRateHz,
): RawSpeech {
  const from = factor === 1 ? sampleRateHz : Math.round((sampleRateHz * factor) / rateStepHz) * rateStepHz;
  const to = Math.min(toHz, sampleRateHz);
  return { samples: resampled(samples, from, to), sampleRateHz: to };
}

/** A resampler of two rates with a small common divisor would need a filter for each of thousands of phases. */
const rateStepHz = 100;

/** All of a sound at another rate. */
export function resampled(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return samples;
  const resampler = openResampler(fromHz, toHz);
  const [most, rest] = [resampler.push(samples), resampler.flush()];
  const out = new Float32Array(most.length + rest.length);
  out.set(most);
  out.set(rest, most.length);
  return out;
}
