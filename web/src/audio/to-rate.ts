/** Zero crossings of the filter on each side: enough that nothing of speech folds back. */
const crossings = 12;
/** Where the filter begins to close, of the lower of the two half rates. */
const passes = 0.92;

/**
 * Brings a stream of samples to another rate, piece by piece and without a seam. Pieces may come out a sample longer or
 * shorter than their share; over time nothing is lost or added.
 */
export function toRate(fromHz: number, toHz: number): (samples: Int16Array) => Int16Array {
  if (fromHz === toHz) return (samples) => samples;
  const step = fromHz / toHz;
  const cutoff = passes * Math.min(1, 1 / step);
  const reach = Math.ceil(crossings / cutoff);
  /** The last samples of the pieces before, so that the filter has something to stand on. */
  let kept = new Float32Array(2 * reach);
  /** Where the next sample lies, in samples of the input from the start of `kept`. */
  let at = reach;

  return (samples) => {
    const input = new Float32Array(kept.length + samples.length);
    input.set(kept);
    for (const [index, sample] of samples.entries()) input[kept.length + index] = sample;
    const out: number[] = [];
    for (; at + reach < input.length; at += step) out.push(sampleAt(input, at, cutoff, reach));
    const from = Math.floor(at) - reach;
    kept = input.slice(from);
    at -= from;
    return Int16Array.from(out, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value))));
  };
}

function sampleAt(input: Float32Array, at: number, cutoff: number, reach: number): number {
  let sum = 0;
  for (let i = Math.ceil(at - reach); i <= at + reach; i++) {
    const x = i - at;
    // A sinc under a Hann window.
    const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
    sum += (input[i] ?? 0) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
  }
  return sum;
}
