const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const short: Record<string, string> = {
  st: 'street',
  ave: 'avenue',
  av: 'avenue',
  rd: 'road',
  ln: 'lane',
  dr: 'drive',
  ct: 'court',
  blvd: 'boulevard',
  hwy: 'highway',
  pkwy: 'parkway',
  cir: 'circle',
  n: 'north',
  s: 'south',
  e: 'east',
  w: 'west',
  ne: 'northeast',
  nw: 'northwest',
  se: 'southeast',
  sw: 'southwest',
  ste: 'suite',
  apt: 'apartment',
};

/** An address in the words somebody would say: "422 E State St, Sharon" is "four twenty two east state street sharon". */
export function spokenAddress(text: string, { isStreet = false } = {}): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[,.#]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.map((word, at) => spokenWord(word, at === 0 && !isStreet)).join(' ');
}

function spokenWord(word: string, first: boolean): string {
  const ordinal = /^\d+(?:st|nd|rd|th)$/.test(word);
  if (/^\d+$/.test(word)) return spokenNumber(word);
  if (ordinal) return word;
  // "St" that begins a text is a saint.
  return first && word === 'st'
    ? 'saint'
    : (short[word] ?? word.replaceAll(/(\d+)/g, (digits) => ` ${spokenNumber(digits)} `).trim());
}

/** Digits in pairs from the right, as house numbers are said; five and more one by one. */
function spokenNumber(digits: string): string {
  if (digits.length > 4)
    return [...digits].map((digit) => (digit === '0' ? 'oh' : units[Number(digit)])).join(' ');
  if (/^[1-9]00$/.test(digits)) return `${units[Number(digits[0])]} hundred`;
  if (/^\d000$/.test(digits)) return `${units[Number(digits[0])]} thousand`;
  if (/^[1-9]\d00$/.test(digits)) return `${pair(digits.slice(0, 2))} hundred`;
  if (digits.length <= 2) return pair(digits);
  return `${pair(digits.slice(0, -2))} ${pair(digits.slice(-2))}`;
}

function pair(digits: string): string {
  const value = Number(digits);
  if (digits.length === 2 && digits.startsWith('0')) return value === 0 ? 'oh oh' : `oh ${units[value]}`;
  if (value < 20) return units[value]!;
  return value % 10 === 0 ? tens[value / 10]! : `${tens[Math.floor(value / 10)]} ${units[value % 10]}`;
}
