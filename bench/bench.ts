/** One measured figure, with the bar it should reach when there is one. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  bar?: { atLeast?: number; atMost?: number };
}

/** A set of measurements that runs by name: `npm run bench -- audio`. */
export interface Bench {
  name: string;
  title: string;
  run(report: (figure: Figure) => void): Promise<void>;
}

/** The value below which a share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
