/** Spoken lines by what made them; those not said for the longest go first. */
export interface LineCache {
  /** What is kept, or what `make` gives; two who ask at once wait for one making. A failure is not kept. */
  get(key: string, make: () => Promise<Float32Array>): Promise<Float32Array>;
}

export function openLineCache(maxBytes: number): LineCache {
  const kept = new Map<string, Float32Array>();
  const making = new Map<string, Promise<Float32Array>>();
  let bytes = 0;

  function keep(key: string, samples: Float32Array): void {
    if (samples.byteLength > maxBytes) return;
    kept.set(key, samples);
    bytes += samples.byteLength;
    for (const [oldest, { byteLength }] of kept) {
      if (bytes <= maxBytes) return;
      kept.delete(oldest);
      bytes -= byteLength;
    }
  }

  return {
    async get(key, make) {
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const begun = making.get(key);
      if (begun) return begun;
      const samples = make();
      making.set(key, samples);
      try {
        keep(key, await samples);
        return await samples;
      } finally {
        making.delete(key);
      }
    },
  };
}
