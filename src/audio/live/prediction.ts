const order = 8;

/** How well a stretch of samples is foretold by those before. */
export interface Prediction {
  /** What a linear predictor takes away, in decibels: 0 for white noise. */
  db: number;
  /** The likeness of neighbours, −1 to 1. */
  smooth: number;
  /** Of the stretch without its steady part, below full scale. */
  levelDb: number;
}

/** By the Levinson-Durbin recursion. */
export function predictionOf(samples: Float32Array): Prediction {
  const likeness = autocorrelation(samples);
  const power = likeness[0]!;
  const levelDb = 10 * Math.log10(power / samples.length + 1e-12);
  if (power < 1e-12 * samples.length) return { db: 0, smooth: 0, levelDb };
  const weights = new Float64Array(order + 1);
  // A hair of noise, or a pure tone would be foretold without end.
  let error = power * (1 + 1e-9);
  for (let n = 1; n <= order; n++) {
    let rest = likeness[n]!;
    for (let i = 1; i < n; i++) rest -= weights[i]! * likeness[n - i]!;
    const reflection = rest / error;
    const before = weights.slice(0, n);
    for (let i = 1; i < n; i++) weights[i]! -= reflection * before[n - i]!;
    weights[n] = reflection;
    error *= 1 - reflection * reflection;
  }
  return { db: 10 * Math.log10(power / error), smooth: likeness[1]! / power, levelDb };
}

function autocorrelation(samples: Float32Array): Float64Array {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const centred = Float64Array.from(samples, (sample) => sample - mean);
  return Float64Array.from({ length: order + 1 }, (_, lag) => {
    let sum = 0;
    for (let i = lag; i < centred.length; i++) sum += centred[i]! * centred[i - lag]!;
    return sum;
  });
}
