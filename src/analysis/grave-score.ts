/** This far below the threshold a score is grave. */
const graveBelow = 25;

export function isGravelyBelow(score: number, threshold: number): boolean {
  return score < threshold - graveBelow;
}
