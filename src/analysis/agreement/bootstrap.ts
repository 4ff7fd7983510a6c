/** Where a figure would lie in 95 of 100 samples like this one. */
export interface Interval {
  low: number;
  high: number;
}

const seed = 20_240_911;
const defaultRounds = 1000;

/**
 * The percentile interval of a figure over units drawn again with replacement (calls, since marks of one call go
 * together). The same units give the same interval, always. Null for fewer than two units, and where the figure is
 * not defined in half of the draws.
 */
export function bootstrapInterval<Unit>(
  units: readonly Unit[],
  figure: (drawn: readonly Unit[]) => number | null,
  rounds: number = defaultRounds,
): Interval | null {
  if (units.length < 2) return null;
  const random = randomNumbers(seed);
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const drawn = units.map(() => units[Math.floor(random() * units.length)]!);
    const value = figure(drawn);
    if (value !== null) figures.push(value);
  }
  if (figures.length < rounds / 2) return null;
  figures.sort((a, b) => a - b);
  return { low: quantile(figures, 0.025), high: quantile(figures, 0.975) };
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

/** Mulberry32: even numbers from 0 to 1, the same for the same seed. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
