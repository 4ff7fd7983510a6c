/**
 * Fleiss' kappa of raters who need not be the same for each subject: `table[i][j]` is how many raters put subject
 * `i` into category `j`, the same number of raters for every subject. Null when it is not defined: no subjects,
 * fewer than two raters, or only one category ever chosen.
 */
export function fleissKappa(table: readonly (readonly number[])[]): number | null {
  const n = table.length;
  const raters = sum(table[0] ?? []);
  if (n === 0 || raters < 2) return null;
  const agreed =
    sum(table.map((row) => sum(row.map((count) => count * (count - 1))))) / (n * raters * (raters - 1));
  const shares = table[0]!.map((_, j) => sum(table.map((row) => row[j]!)) / (n * raters));
  const chance = sum(shares.map((share) => share ** 2));
  return chance === 1 ? null : (agreed - chance) / (1 - chance);
}

/** How far two values lie apart: as names, as ranks, as amounts, as amounts with a zero. */
export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Krippendorff's alpha of any number of raters (rows) over units (columns); null is a missing answer. Names are
 * numbered for it. Null when it is not defined: no unit with two answers, or one value only.
 */
export function krippendorffAlpha(
  ratings: readonly (readonly (number | null)[])[],
  metric: Metric,
): number | null {
  const units = (ratings[0] ?? [])
    .map((_, unit) =>
      ratings.map((row) => row[unit]).filter((value) => value !== null && value !== undefined),
    )
    .filter((values) => values.length > 1);
  const values = [...new Set(units.flat())].sort((a, b) => a - b);
  const counts = values.map((value) => units.flat().filter((one) => one === value).length);
  const distance = values.map((_, a) => values.map((_, b) => apart(a, b, { values, counts, metric })));
  const placeOf = new Map(values.map((value, place) => [value, place]));
  const observed = sum(
    units.map((unit) => {
      const places = unit.map((value) => placeOf.get(value)!);
      return sum(places.map((a) => sum(places.map((b) => distance[a]![b]!)))) / (unit.length - 1);
    }),
  );
  const total = sum(counts);
  const expected =
    sum(counts.map((a, i) => sum(counts.map((b, j) => a * b * distance[i]![j]!)))) / (total - 1);
  return total === 0 || expected === 0 ? null : 1 - observed / expected;
}

interface Scale {
  values: readonly number[];
  /** How often each value was given. */
  counts: readonly number[];
  metric: Metric;
}

/** The squared distance of the values at two places of the scale. */
function apart(a: number, b: number, { values, counts, metric }: Scale): number {
  if (a === b) return 0;
  const [low, high] = [values[Math.min(a, b)]!, values[Math.max(a, b)]!];
  switch (metric) {
    case 'nominal':
      return 1;
    case 'ordinal': {
      const between = sum(counts.slice(Math.min(a, b), Math.max(a, b) + 1));
      return (between - (counts[a]! + counts[b]!) / 2) ** 2;
    }
    case 'interval':
      return (high - low) ** 2;
    case 'ratio':
      return ((high - low) / (high + low)) ** 2;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
