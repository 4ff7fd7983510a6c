export const rates = [0.75, 1, 1.25, 1.5, 2];

/** The next faster one, and the slowest after the fastest. */
export function nextRate(rate: number): number {
  return rates.find((one) => one > rate) ?? rates[0] ?? 1;
}
