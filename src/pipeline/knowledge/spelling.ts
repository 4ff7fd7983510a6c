/** Longer words may be two slips away. */
const twoSlipsFrom = 8;
const shortest = 4;

/**
 * What was probably meant by words that no document holds: the nearest that some does, beginning with the same
 * letter. Null when nothing is to be put right.
 */
export function corrected(words: readonly string[], known: ReadonlySet<string>): string[] | null {
  const all = [...known];
  const meant = words.map((word) => {
    if (word.length < shortest || /\d/.test(word) || known.has(word)) return word;
    if (all.some((one) => one.startsWith(word))) return word;
    return nearest(word, all) ?? word;
  });
  return meant.some((word, place) => word !== words[place]) ? meant : null;
}

function nearest(word: string, known: readonly string[]): string | undefined {
  const most = word.length >= twoSlipsFrom ? 2 : 1;
  let best: { word: string; slips: number } | undefined;
  for (const one of known) {
    if (one[0] !== word[0] || Math.abs(one.length - word.length) > most) continue;
    const slips = slipsBetween(word, one);
    if (slips <= most && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) best = { word: one, slips };
  }
  return best?.word;
}

/** Letters that are wrong, missing, too many, or two that changed places. */
function slipsBetween(a: string, b: string): number {
  let older: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, older[j - 2]! + 1);
      next.push(least);
    }
    [older, row] = [row, next];
  }
  return row[b.length]!;
}
