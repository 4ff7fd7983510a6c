export type BandTone = 'good' | 'fair' | 'poor' | 'none';

/**
 * How a score stands against the threshold below which its scorecard flags: under it, up to half of the way
 * above it, or beyond. Without a threshold a score is only a number.
 */
export function bandTone(score: number | null, threshold: number | null): BandTone {
  if (score === null || threshold === null) return 'none';
  if (score < threshold) return 'poor';
  return score < threshold + (100 - threshold) / 2 ? 'fair' : 'good';
}
