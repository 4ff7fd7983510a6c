import type { Line } from './match.ts';

const roads: Record<string, string> = {
  street: 'St',
  avenue: 'Ave',
  road: 'Rd',
  lane: 'Ln',
  drive: 'Dr',
  court: 'Ct',
  place: 'Pl',
  boulevard: 'Blvd',
  circle: 'Cir',
  terrace: 'Ter',
  trail: 'Trl',
  parkway: 'Pkwy',
  highway: 'Hwy',
  square: 'Sq',
  apartment: 'Apt',
  suite: 'Ste',
};
const directions: Record<string, string> = {
  north: 'N',
  south: 'S',
  east: 'E',
  west: 'W',
  northeast: 'NE',
  northwest: 'NW',
  southeast: 'SE',
  southwest: 'SW',
};
const ordinals: Record<string, string> = {
  first: '1st',
  second: '2nd',
  third: '3rd',
  fourth: '4th',
  fifth: '5th',
  sixth: '6th',
  seventh: '7th',
  eighth: '8th',
  ninth: '9th',
  tenth: '10th',
  eleventh: '11th',
  twelfth: '12th',
};

/** An address as it is written: "fourteen twenty two east maple street" is "1422 E Maple St". */
export function addressName(line: Line, from: number, to: number): string {
  const parts: string[] = [];
  for (let at = from; at < to; ) {
    const run = line.numberAt.get(at);
    const { word } = line.tokens[at]!;
    if (run && run.to <= to) {
      parts.push(run.digits);
      at = run.to;
      continue;
    }
    const short = { ...roads, ...directions, ...ordinals }[word];
    if (/^(st|nd|rd|th)$/.test(word) && /^\d+$/.test(parts.at(-1) ?? '')) parts.push(`${parts.pop()}${word}`);
    else if (word !== 'the' || parts.length > 0)
      parts.push(short ?? word.charAt(0).toUpperCase() + word.slice(1));
    at++;
  }
  return parts.join(' ');
}
