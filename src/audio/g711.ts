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
