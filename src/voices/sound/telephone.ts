import { throughMuLaw } from '../../audio/g711.ts';
import { toInt16 } from '../../audio/pcm.ts';
import { highPass, lowPass } from './filter.ts';
import { limited, softEdged } from './level.ts';
import { resampled } from './pitch.ts';

export const telephoneHz = 8000;
const [lowestHz, highestHz] = [300, 3400];
const edgeMs = 8;

/** In the band of a telephone line: 8 kHz, 300 to 3400 Hz. */
export function inTelephoneBand(samples: Float32Array, sampleRateHz: number): Float32Array {
  const narrow = resampled(samples, sampleRateHz, telephoneHz);
  return lowPass(highPass(narrow, lowestHz, telephoneHz), highestHz, telephoneHz);
}

/** As the line then passes it: µ-law, as 16-bit samples, with ends that do not click. */
export function asLinePassesIt(band: Float32Array): Int16Array {
  return coded(softEdged(limited(band), edgeMs, telephoneHz));
}

/** The same of what goes on before and after. */
export function throughTheLine(band: Float32Array): Int16Array {
  return coded(limited(band));
}

function coded(band: Float32Array): Int16Array {
  const passed = throughMuLaw(band);
  const out = new Int16Array(passed.length);
  toInt16(passed, out, 0, 1);
  return out;
}
