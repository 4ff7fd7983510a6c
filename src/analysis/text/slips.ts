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

/** The shortest word that is believed to be another one misspelt. */
const shortestMisspelt = 6;

export function mayBeMisspelt(meant: string): boolean {
  return meant.length >= shortestMisspelt;
}

/**
 * Whether `heard`, a word of no everyday English, may be `meant` misspelt: one letter off from six letters on,
 * two from nine on. Short words differ by one letter too easily.
 */
export function withinSlip(meant: string, heard: string): boolean {
  if (!mayBeMisspelt(meant)) return false;
  const allowed = meant.length >= 9 ? 2 : 1;
  if (meant[0] !== heard[0] || Math.abs(meant.length - heard.length) > allowed) return false;
  return differsByAtMost(meant, heard, allowed);
}

/** Whether so many letters changed, put in or left out make one word the other, compared from its first difference. */
function differsByAtMost(a: string, b: string, most: number, i = 0, j = 0): boolean {
  while (i < a.length && j < b.length && a.charCodeAt(i) === b.charCodeAt(j)) {
    i++;
    j++;
  }
  const left = Math.max(a.length - i, b.length - j);
  if (left <= most) return true;
  if (most === 0) return false;
  return (
    differsByAtMost(a, b, most - 1, i + 1, j + 1) ||
    differsByAtMost(a, b, most - 1, i + 1, j) ||
    differsByAtMost(a, b, most - 1, i, j + 1)
  );
}
