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
