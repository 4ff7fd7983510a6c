const restarts = 8;
const maxRounds = 50;

/**
 * Divides vectors (rows of `data`) into two groups so that each is nearest to the mean of its own: the best of
 * several starts. The columns are put on one scale first. Returns 0 or 1 for each row; the same each time.
 */
export function twoMeans(data: Float64Array, size: number): Uint8Array {
  const scaled = standardise(data, size);
  const rows = data.length / size;
  let best: { labels: Uint8Array; spread: number } = {
    labels: new Uint8Array(rows),
    spread: Number.POSITIVE_INFINITY,
  };
  for (let start = 0; start < restarts && rows > 1; start++) {
    const first = Math.floor(((start + 0.5) * rows) / restarts);
    const found = settle(scaled, size, [first, farthest(scaled, size, first)]);
    if (found.spread < best.spread) best = found;
  }
  return best.labels;
}

function settle(
  data: Float64Array,
  size: number,
  seeds: [number, number],
): { labels: Uint8Array; spread: number } {
  const rows = data.length / size;
  const labels = new Uint8Array(rows);
  let means: Float64Array[] = seeds.map((row) => data.slice(row * size, (row + 1) * size));
  let spread = 0;
  for (let round = 0; round < maxRounds; round++) {
    let moved = round === 0;
    spread = 0;
    for (let row = 0; row < rows; row++) {
      const [a, b] = [distance(data, row, size, means[0]!), distance(data, row, size, means[1]!)];
      const label = b < a ? 1 : 0;
      spread += Math.min(a, b);
      if (label !== labels[row]) moved = true;
      labels[row] = label;
    }
    if (!moved) break;
    means = means.map((mean, label) => meanOf(data, size, labels, label) ?? mean);
  }
  return { labels, spread };
}

function meanOf(data: Float64Array, size: number, labels: Uint8Array, label: number): Float64Array | null {
  const out = new Float64Array(size);
  let count = 0;
  labels.forEach((each, row) => {
    if (each !== label) return;
    count++;
    for (let i = 0; i < size; i++) out[i]! += data[row * size + i]!;
  });
  return count > 0 ? out.map((sum) => sum / count) : null;
}

function farthest(data: Float64Array, size: number, from: number): number {
  const origin = data.subarray(from * size, (from + 1) * size);
  let best = 0;
  for (let row = 1; row < data.length / size; row++) {
    if (distance(data, row, size, origin) > distance(data, best, size, origin)) best = row;
  }
  return best;
}

function distance(data: Float64Array, row: number, size: number, to: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += (data[row * size + i]! - to[i]!) ** 2;
  return sum;
}

function standardise(data: Float64Array, size: number): Float64Array {
  const rows = data.length / size;
  const out = new Float64Array(data.length);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < rows; row++) {
      sum += data[row * size + i]!;
      squares += data[row * size + i]! ** 2;
    }
    const mean = sum / rows;
    const deviation = Math.sqrt(Math.max(1e-12, squares / rows - mean * mean));
    for (let row = 0; row < rows; row++) out[row * size + i] = (data[row * size + i]! - mean) / deviation;
  }
  return out;
}
