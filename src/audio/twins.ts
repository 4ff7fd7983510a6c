/**
 * Whether the two channels of a recording are one and the same sound, so that they are no legs: a mono recording
 * saved as stereo. Decided block by block, and for good as soon as one block differs.
 */
export class TwinDetector {
  #verdict: 'open' | 'twins' | 'different' = 'open';

  /** 'open' while neither channel had anything to hear. */
  get verdict(): 'open' | 'twins' | 'different' {
    return this.#verdict;
  }

  /** Two pieces of the same length, of some 10 ms at least. */
  push(left: Float32Array, right: Float32Array): void {
    if (this.#verdict === 'different') return;
    for (let at = 0; at < left.length; at += blockSamples) {
      const end = Math.min(left.length, at + blockSamples);
      const same = compare(left, right, at, end);
      if (same === false) {
        this.#verdict = 'different';
        return;
      }
      if (same) this.#verdict = 'twins';
    }
  }
}

const blockSamples = 256;
/** Per sample: −60 dBFS. Below it, rounding and coding noise are all there is. */
const audiblePower = 1e-6;
/** What may be left of one channel after the other, scaled, is taken away: −20 dB, as lossy codecs leave. */
const residue = 0.01;
/** One speaker heard on both lines is scaled by much more than this, and by different amounts from speaker to speaker. */
const lowestGain = 0.7;
const highestGain = 1.43;

/** Null when there is nothing to hear. */
function compare(left: Float32Array, right: Float32Array, from: number, to: number): boolean | null {
  let leftPower = 0;
  let rightPower = 0;
  let both = 0;
  for (let i = from; i < to; i++) {
    leftPower += left[i]! * left[i]!;
    rightPower += right[i]! * right[i]!;
    both += left[i]! * right[i]!;
  }
  if (Math.max(leftPower, rightPower) < audiblePower * (to - from)) return null;
  if (leftPower === 0 || rightPower === 0) return false;
  const gain = both / leftPower;
  const unlike = 1 - (both * both) / (leftPower * rightPower);
  return gain >= lowestGain && gain <= highestGain && unlike < residue;
}
