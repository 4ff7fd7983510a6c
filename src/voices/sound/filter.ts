/** A second-order section: y = b0·x + b1·x′ + b2·x″ − a1·y′ − a2·y″. */
interface Section {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

/** Fourth order, Butterworth: these are the qualities of its two sections. */
const qualities = [0.5412, 1.3066];

/** Takes away what is below `hz`, 24 dB an octave. */
export function highPass(samples: Float32Array, hz: number, sampleRateHz: number): Float32Array {
  return qualities.reduce((out, q) => run(out, section('high', hz, sampleRateHz, q)), samples);
}

/** Takes away what is above `hz`, 24 dB an octave. */
export function lowPass(samples: Float32Array, hz: number, sampleRateHz: number): Float32Array {
  return qualities.reduce((out, q) => run(out, section('low', hz, sampleRateHz, q)), samples);
}

/** Keeps what is around `hz`; `q` is the middle over the width. */
export function bandPass(samples: Float32Array, hz: number, q: number, sampleRateHz: number): Float32Array {
  return run(samples, section('band', hz, sampleRateHz, q));
}

/** By the bilinear transform, as in the audio cookbook of R. Bristow-Johnson. */
function section(kind: 'low' | 'high' | 'band', hz: number, sampleRateHz: number, q: number): Section {
  const angle = (2 * Math.PI * hz) / sampleRateHz;
  const [cos, alpha] = [Math.cos(angle), Math.sin(angle) / (2 * q)];
  const a0 = 1 + alpha;
  const poles = { a1: (-2 * cos) / a0, a2: (1 - alpha) / a0 };
  if (kind === 'band') return { b0: alpha / a0, b1: 0, b2: -alpha / a0, ...poles };
  const sign = kind === 'low' ? 1 : -1;
  const b0 = (1 - sign * cos) / 2 / a0;
  return { b0, b1: 2 * sign * b0, b2: b0, ...poles };
}

function run(samples: Float32Array, { b0, b1, b2, a1, a2 }: Section): Float32Array {
  const out = new Float32Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    out[i] = y;
  }
  return out;
}
