import { aLawTable, muLawTable } from '../g711.ts';
import type { SampleEncoding } from '../live/encoding-check.ts';

/** Samples as a line carries them. */
export function encoded(samples: Float32Array, encoding: SampleEncoding): Uint8Array {
  if (encoding === 'mulaw' || encoding === 'alaw') {
    const nearest = nearestIn(encoding === 'mulaw' ? muLawTable() : aLawTable());
    return Uint8Array.from(samples, nearest);
  }
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [i, sample] of samples.entries()) {
    const value = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
    if (encoding === 'pcm_s16le') bytes.writeInt16LE(value, 2 * i);
    else bytes.writeInt16BE(value, 2 * i);
  }
  return bytes;
}

/** The byte whose level is nearest; those of all levels are looked up once. */
function nearestIn(table: Float32Array): (sample: number) => number {
  const ofLevel = new Uint8Array(4_097).map((_, step) => {
    const level = (step - 2_048) / 2_048;
    let best = 0;
    for (let byte = 1; byte < 256; byte++)
      if (Math.abs(table[byte]! - level) < Math.abs(table[best]! - level)) best = byte;
    return best;
  });
  return (sample) => ofLevel[Math.round(Math.max(-1, Math.min(1, sample)) * 2_048) + 2_048]!;
}
