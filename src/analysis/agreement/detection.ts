/** How what was found compares with what was there, in counts. */
export interface Found {
  /** Found and there. */
  right: number;
  /** Found and not there. */
  wrong: number;
  /** There and not found. */
  missed: number;
}

export function addFound(all: readonly Found[]): Found {
  return all.reduce(
    (total, one) => ({
      right: total.right + one.right,
      wrong: total.wrong + one.wrong,
      missed: total.missed + one.missed,
    }),
    { right: 0, wrong: 0, missed: 0 },
  );
}

/** The share of what was found that is there; null when nothing was found. */
export function precision({ right, wrong }: Found): number | null {
  return right + wrong === 0 ? null : right / (right + wrong);
}

/** The share of what is there that was found; null when there was nothing to find. */
export function recall({ right, missed }: Found): number | null {
  return right + missed === 0 ? null : right / (right + missed);
}

/** The harmonic mean of precision and recall; null when there was nothing to find and nothing was found. */
export function f1({ right, wrong, missed }: Found): number | null {
  const total = 2 * right + wrong + missed;
  return total === 0 ? null : (2 * right) / total;
}
