/** Of the normal distribution, for 95 %. */
const z = 1.96;

export interface ShareEstimate {
  /** 0 to 1. */
  value: number;
  low: number;
  high: number;
}

/** A share with Wilson's 95 % interval, which holds for small numbers too; null of nothing. */
export function shareOf(hits: number, n: number): ShareEstimate | null {
  if (n === 0) return null;
  const value = hits / n;
  const middle = (value + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + z ** 2 / (4 * n ** 2));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** How far one share lies above another (negative: below), with Newcombe's interval of the two of Wilson. */
export function differenceOf(a: ShareEstimate, b: ShareEstimate): ShareEstimate {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}
