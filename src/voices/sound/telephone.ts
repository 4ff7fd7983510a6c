import { throughMuLaw } from '../../audio/g711.ts';
import { highPass, lowPass } from './filter.ts';
import { limited, softEdged } from './level.ts';
import { resampled } from './pitch.ts';

export const telephoneHz = 8000;
const [lowestHz, highestHz] = [300, 3400];
const edgeMs = 8;

/** As it comes over a telephone line: 8 kHz, 300 to 3400 Hz, µ-law. */
export function overTelephone(samples: Float32Array, sampleRateHz: number): Float32Array {
  const narrow = resampled(samples, sampleRateHz, telephoneHz);
  const band = lowPass(highPass(narrow, lowestHz, telephoneHz), highestHz, telephoneHz);
  return throughMuLaw(softEdged(limited(band), edgeMs, telephoneHz));
}
