/** G.711: one byte per sample, 8-bit logarithmic. Tables map a byte to −1…1. */

export function muLawTable(): Float32Array {
  const table = new Float32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const bits = ~byte & 0xff;
    const segment = (bits >> 4) & 7;
    // ITU-T G.711 table 2a: 33 is the bias in 14-bit terms, 132 in 16-bit terms.
    const magnitude = ((((bits & 15) << 3) + 132) << segment) - 132;
    table[byte] = (bits & 0x80 ? -magnitude : magnitude) / 32768;
  }
  return table;
}

export function aLawTable(): Float32Array {
  const table = new Float32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const bits = byte ^ 0x55;
    const segment = (bits >> 4) & 7;
    const step = ((bits & 15) << 4) + 8;
    const magnitude = segment === 0 ? step : (step + 256) << (segment - 1);
    table[byte] = (bits & 0x80 ? magnitude : -magnitude) / 32768;
  }
  return table;
}

/** Samples as a line of µ-law passes them: each the nearest of the 255 levels there are. */
export function throughMuLaw(samples: Float32Array): Float32Array {
  const levels = Float32Array.from(new Set(muLawTable())).sort();
  return samples.map((sample) => nearest(levels, sample));
}

/** In an ascending list. */
function nearest(levels: Float32Array, wanted: number): number {
  let [low, high] = [0, levels.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (levels[middle]! <= wanted) low = middle;
    else high = middle;
  }
  return wanted - levels[low]! < levels[high]! - wanted ? levels[low]! : levels[high]!;
}
