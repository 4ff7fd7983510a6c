/** What two raters said of the same things, pair by pair. */
export type Pairs<Value> = readonly (readonly [Value, Value])[];

/** How far two values of an ordered scale lie apart: not at all, or any step alike, by steps, by their squares. */
export type Weighting = 'nominal' | 'linear' | 'quadratic';

/** The share of pairs that are the same; null without pairs. */
export function percentAgreement<Value>(pairs: Pairs<Value>): number | null {
  if (pairs.length === 0) return null;
  return pairs.filter(([a, b]) => a === b).length / pairs.length;
}

/**
 * Cohen's kappa: agreement beyond what the two raters' own habits would give by chance. Linear and quadratic
 * weights need `scale`, the values in order. Null when it is not defined: no pairs, or both always say the same.
 */
export function cohenKappa<Value extends string | number>(
  pairs: Pairs<Value>,
  weighting: Weighting = 'nominal',
  scale: readonly Value[] = [...new Set(pairs.flat())],
): number | null {
  const places = new Map(scale.map((value, place) => [value, place]));
  const table = scale.map(() => scale.map(() => 0));
  for (const [a, b] of pairs) table[places.get(a)!]![places.get(b)!]!++;
  return cohenKappaOfTable(table, weighting);
}

/** Cohen's kappa of counts: `table[i][j]` things the first rater called `i` and the second `j`. */
export function cohenKappaOfTable(
  table: readonly (readonly number[])[],
  weighting: Weighting = 'nominal',
): number | null {
  const total = sum(table.map(sum));
  const rows = table.map(sum);
  const columns = table.map((_, j) => sum(table.map((row) => row[j]!)));
  let observed = 0;
  let expected = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const distance = apart(i, j, weighting);
      observed += distance * count;
      expected += (distance * rows[i]! * columns[j]!) / total;
    }
  }
  return total === 0 || expected === 0 ? null : 1 - observed / expected;
}

function apart(i: number, j: number, weighting: Weighting): number {
  if (weighting === 'nominal') return i === j ? 0 : 1;
  return weighting === 'linear' ? Math.abs(i - j) : (i - j) ** 2;
}

/**
 * Gwet's AC1: as kappa, but with a chance that stays sensible where nearly all answers are the same. `categories`
 * is how many answers there are to choose from. Null without pairs.
 */
export function gwetAc1<Value>(pairs: Pairs<Value>, categories: number): number | null {
  const agreed = percentAgreement(pairs);
  if (agreed === null || categories < 2) return null;
  const counts = new Map<Value, number>();
  for (const value of pairs.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / (2 * pairs.length));
  const chance = sum(shares.map((share) => share * (1 - share))) / (categories - 1);
  return (agreed - chance) / (1 - chance);
}

/** So much of one answer that a kappa says little, and AC1 should be read beside it. */
const muchOfOne = 0.8;

/** Whether nearly all answers are the same one, which makes kappa low however well two raters agree. */
export function isPrevalent<Value>(pairs: Pairs<Value>): boolean {
  if (pairs.length === 0) return false;
  const all = pairs.flat();
  const counts = new Map<Value, number>();
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(...counts.values()) / all.length >= muchOfOne;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
