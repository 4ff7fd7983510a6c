const firstMs = 500;
const mostMs = 10_000;

/**
 * How long to wait before the next attempt: twice as long each time, less up to a third, so that all pages of a floor
 * do not come back in the same moment.
 * @param random 0 to 1
 */
export function backOffMs(failures: number, random: number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(failures, 10));
  return Math.round(whole * (1 - random / 3));
}
