/**
 * What a recogniser writes for a word it heard rightly: sound-alikes that are words themselves, which spelling
 * distance cannot tell from other words. Read from the word meant to the words it may appear as; the way back
 * is listed only where it is safe ("know" may appear as "no", but "no" is never read as "know").
 */
const soundAlikes: Record<string, string> = {
  a: 'the it at uh',
  the: 'a it to',
  an: 'and',
  and: 'an in end',
  in: 'and an',
  is: 'as his',
  it: 'at a is',
  that: 'the at',
  with: 'what width',
  what: 'wot',
  where: 'were wear',
  were: 'where',
  there: 'their',
  their: 'there',
  here: 'hear',
  hear: 'here',
  right: 'write rite',
  would: 'wood',
  know: 'no now',
  see: 'sea',
  you: 'ya u',
  to: 'too two do',
  too: 'to two',
  two: 'to too',
  for: 'four or fur',
  four: 'for',
  by: 'buy bye',
  bye: 'by buy',
  are: 'or our',
  our: 'are hour',
  hour: 'our',
  have: 'of half',
  of: 'have',
  hold: 'whole old hole',
  wait: 'weight',
  whole: 'hole',
  week: 'weak',
  mail: 'male',
  sorry: 'sari',
  through: 'threw',
  great: 'grate',
  one: 'won nun',
  eight: 'ate',
  nine: 'mine',
  course: 'coarse',
  cross: 'crows',
  floor: 'flaw',
  fault: 'fought',
  waive: 'wave',
};

const lists = new Map(Object.entries(soundAlikes).map(([meant, heard]) => [meant, heard.split(' ')]));

/** The words a recogniser may write for `meant` because they sound alike. */
export function soundAlikesOf(meant: string): readonly string[] {
  return lists.get(meant) ?? [];
}

/**
 * Whether `heard`, a word of no everyday English, may be `meant` misspelt: one letter off from six letters on,
 * two from nine on. Short words differ by one letter too easily.
 */
export function withinSlip(meant: string, heard: string): boolean {
  const allowed = meant.length >= 9 ? 2 : meant.length >= 6 ? 1 : 0;
  if (allowed === 0 || meant[0] !== heard[0] || Math.abs(meant.length - heard.length) > allowed) return false;
  return distance(meant, heard, allowed) <= allowed;
}

/** Levenshtein distance; any number above `limit` stands for "more". */
function distance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(change, previous[j]! + 1, row[j - 1]! + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    previous = row;
  }
  return previous[b.length]!;
}
