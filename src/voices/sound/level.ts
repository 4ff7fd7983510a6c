const windowMs = 20;
/** Windows this far below the loudest are pauses. */
const pauseBelowDb = 30;
/** Samples this far below speech are the silence around it. */
const trimBelowDb = 34;

/** The root mean square of the parts that sound, pauses left out. */
export function activeLevel(samples: Float32Array, sampleRateHz: number): number {
  const size = Math.max(1, Math.round((sampleRateHz * windowMs) / 1000));
  const powers: number[] = [];
  for (let at = 0; at < samples.length; at += size) powers.push(power(samples.subarray(at, at + size)));
  const loudest = powers.reduce((most, one) => Math.max(most, one), 0);
  const active = powers.filter((one) => one > loudest * fromDb(-pauseBelowDb) ** 2);
  return active.length === 0 ? 0 : Math.sqrt(active.reduce((sum, one) => sum + one, 0) / active.length);
}

function power(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : sum / samples.length;
}

/** So loud that its active level is `dbfs`; silence stays silence. */
export function atLevel(samples: Float32Array, dbfs: number, sampleRateHz: number): Float32Array {
  const level = activeLevel(samples, sampleRateHz);
  if (level === 0) return samples;
  const gain = fromDb(dbfs) / level;
  return samples.map((sample) => sample * gain);
}

/** Without the silence before and after, but for `keepMs` of it. */
export function trimmed(samples: Float32Array, keepMs: number, sampleRateHz: number): Float32Array {
  const quiet = activeLevel(samples, sampleRateHz) * fromDb(-trimBelowDb);
  const first = samples.findIndex((sample) => Math.abs(sample) > quiet);
  if (first < 0) return samples;
  const last = samples.findLastIndex((sample) => Math.abs(sample) > quiet);
  const keep = Math.round((keepMs * sampleRateHz) / 1000);
  return samples.slice(Math.max(0, first - keep), last + 1 + keep);
}

/** Where loudness begins to be pressed together, of full scale. */
const knee = 0.7;

/** Never over full scale: peaks are rounded off, quiet parts stay as they are. */
export function limited(samples: Float32Array): Float32Array {
  return samples.map((sample) => {
    const size = Math.abs(sample);
    if (size <= knee) return sample;
    const room = 1 - knee;
    return Math.sign(sample) * (knee + room * Math.tanh((size - knee) / room));
  });
}

/** Rises from and falls back to silence over `ms`, so that neither end clicks. */
export function softEdged(samples: Float32Array, ms: number, sampleRateHz: number): Float32Array {
  const edge = Math.min(Math.round((sampleRateHz * ms) / 1000), Math.floor(samples.length / 2));
  const out = samples.slice();
  for (let i = 0; i < edge; i++) {
    const share = 0.5 - 0.5 * Math.cos((Math.PI * i) / edge);
    out[i]! *= share;
    out[out.length - 1 - i]! *= share;
  }
  return out;
}

/**
 * What was heard of a sound that was cut off after `ms`: the last few milliseconds fall to silence, so that it does
 * not click.
 */
export function cutShort(samples: Int16Array, ms: number, sampleRateHz: number): Int16Array {
  const out = samples.slice(0, Math.max(0, Math.round((ms * sampleRateHz) / 1000)));
  if (out.length === samples.length) return out;
  const fade = Math.min(out.length, Math.round((sampleRateHz * cutFadeMs) / 1000));
  for (let i = 0; i < fade; i++) out[out.length - 1 - i] = Math.round((out[out.length - 1 - i]! * i) / fade);
  return out;
}

const cutFadeMs = 12;

export function fromDb(db: number): number {
  return 10 ** (db / 20);
}
