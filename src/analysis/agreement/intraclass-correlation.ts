/**
 * Which intraclass correlation, after Shrout and Fleiss. The first figure is the design: 1 each target has raters
 * of its own, 2 the same raters drawn from many, 3 the same raters and no others matter. The second: one rater's
 * scores, or the mean of all `k`.
 */
export type IccForm = '1,1' | '2,1' | '3,1' | '1,k' | '2,k' | '3,k';

/**
 * How far scores of targets (rows) by raters (columns) tell targets apart rather than raters. Null when it is not
 * defined: fewer than two targets or raters, or scores that never vary.
 */
export function intraclassCorrelation(scores: readonly (readonly number[])[], form: IccForm): number | null {
  const n = scores.length;
  const k = scores[0]?.length ?? 0;
  if (n < 2 || k < 2) return null;
  const { targets, raters, within, rest } = meanSquares(scores, n, k);
  const [above, below] = fraction(form, { targets, raters, within, rest, n, k });
  return below === 0 ? null : above / below;
}

interface MeanSquares {
  targets: number;
  raters: number;
  /** Within targets. */
  within: number;
  /** What neither targets nor raters explain. */
  rest: number;
}

function meanSquares(scores: readonly (readonly number[])[], n: number, k: number): MeanSquares {
  const all = scores.flat();
  const grand = mean(all);
  const squares = (values: readonly number[], times: number) =>
    times * values.reduce((sum, value) => sum + (value - grand) ** 2, 0);
  const total = squares(all, 1);
  const betweenTargets = squares(scores.map(mean), k);
  const raterMeans = Array.from({ length: k }, (_, j) => mean(scores.map((row) => row[j]!)));
  const betweenRaters = squares(raterMeans, n);
  return {
    targets: betweenTargets / (n - 1),
    raters: betweenRaters / (k - 1),
    within: (total - betweenTargets) / (n * (k - 1)),
    // Rounding must not leave a trace of variance where there is none.
    rest: Math.max(0, total - betweenTargets - betweenRaters) / ((n - 1) * (k - 1)),
  };
}

function fraction(form: IccForm, m: MeanSquares & { n: number; k: number }): [above: number, below: number] {
  const { targets, raters, within, rest, n, k } = m;
  switch (form) {
    case '1,1':
      return [targets - within, targets + (k - 1) * within];
    case '2,1':
      return [targets - rest, targets + (k - 1) * rest + (k * (raters - rest)) / n];
    case '3,1':
      return [targets - rest, targets + (k - 1) * rest];
    case '1,k':
      return [targets - within, targets];
    case '2,k':
      return [targets - rest, targets + (raters - rest) / n];
    case '3,k':
      return [targets - rest, targets];
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
