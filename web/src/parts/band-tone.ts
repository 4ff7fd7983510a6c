export type BandTone = 'good' | 'fair' | 'poor' | 'none';

/** How far below the threshold a score is still one for a word rather than for an alarm. */
const near = 20;

/**
 * How a score stands against the threshold below which its scorecard flags: at or above it, somewhat below, or far
 * below. Without a threshold a score is only a number.
 */
export function bandTone(score: number | null, threshold: number | null): BandTone {
  if (score === null || threshold === null) return 'none';
  if (score >= threshold) return 'good';
  return score >= threshold - near ? 'fair' : 'poor';
}
