import { isGivenName } from '../../analysis/findings/entities/names.ts';
import { nextRandom } from '../../lib/random.ts';
import { areaCodes, familyNames, givenNames, months, streets, towns } from './invented.ts';
import { differByOne, leaksIn } from './leaks.ts';
import type { Known } from './originals.ts';

/** Makes up what stands for the originals of a call: the same for the same, and the same again by the same seed. */
export interface Inventor {
  /** Another name for each part of a name, as said in one breath. */
  person(words: readonly string[], isTitled: boolean): string;
  /** A house number of as many digits on a street of the same kind. */
  address(original: { digits: string; kind: string }): string;
  street(kind: string): string;
  town(): string;
  /** A code of the same form: digits for digits, letters for letters. */
  code(original: string): string;
  /** A telephone number of the same length, of those that belong to nobody. */
  phone(original: string): string;
  email(): string;
  /** Another age of the same time of life. */
  age(years: number): number;
  ageInMonths(months: number): number;
  /** A date of birth for the same time of life. */
  birthDate(year: number | null): string;
  /** A sum of about the same size, written alike. */
  amount(digits: string): string;
}

export function inventorFor(
  { heard, originals }: Pick<Known, 'heard' | 'originals'>,
  seed: number,
): Inventor {
  let random = seed >>> 0;
  const draw = (below: number) => {
    const next = nextRandom(random);
    random = next.state;
    return Math.floor(next.value * below);
  };
  const words = new Set(heard.turns.flatMap(({ tokens }) => tokens.map(({ word }) => word)));
  const isTaken = (name: string) => {
    const word = name.toLowerCase();
    return (
      words.has(word) || leaksIn(word, originals).length > 0 || [...words].some((one) => isLike(one, word))
    );
  };
  const pools = { givenNames, familyNames, streets, towns };
  const free = Object.fromEntries(
    Object.entries(pools).map(([pool, names]) => [pool, names.filter((name) => !isTaken(name))]),
  ) as Record<keyof typeof pools, string[]>;
  const otherMonths = months.filter((month) => !words.has(month.toLowerCase()));
  const known = new Map<string, string>();
  const remembered = (key: string, make: () => string) => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
  /** Never the same name for two people, as long as there are names. */
  const pick = (pool: keyof typeof pools) => {
    const names = free[pool];
    return names.length > 1 ? names.splice(draw(names.length), 1)[0]! : names[0]!;
  };
  const digitsLike = (original: string) =>
    [...original]
      .map((sign, at) => {
        if (/\d/.test(sign)) return String(at === 0 ? 1 + draw(9) : draw(10));
        return /[a-z]/i.test(sign) ? String.fromCharCode(65 + draw(26)) : sign;
      })
      .join('');
  /** Tries until nothing of the originals is in it. */
  const unlike = (make: () => string) => {
    let made = make();
    // A call may hold every number of a range; what is left then is told as a leak.
    for (let tries = 0; tries < mostTries && leaksIn(made, originals).length > 0; tries++) made = make();
    return made;
  };
  return {
    person: (parts, isTitled) =>
      parts
        .map((part, at) => {
          const isFamily = isTitled || at > 0 || !(parts.length > 1 || isGivenName(part));
          return remembered(`person ${part}`, () => pick(isFamily ? 'familyNames' : 'givenNames'));
        })
        .filter((name, at, all) => all.indexOf(name) === at)
        .join(' '),
    address({ digits, kind }) {
      return remembered(`address ${digits} ${kind}`, () => {
        const street = pick('streets');
        return unlike(() => `${digitsLike(digits)} ${street} ${kind}`);
      });
    },
    street: (kind) => `${pick('streets')} ${kind}`,
    town: () => remembered('town', () => pick('towns')),
    code: (original) => remembered(`code ${original}`, () => unlike(() => digitsLike(original))),
    phone: (original) =>
      remembered(`phone ${original}`, () =>
        unlike(() => {
          const local = `555-01${draw(10)}${draw(10)}`;
          return original.length > 7 ? `${areaCodes[draw(areaCodes.length)]}-${local}` : local;
        }),
      ),
    email: () =>
      remembered('email', () =>
        unlike(
          () => `${free.givenNames[draw(free.givenNames.length)]!.toLowerCase()}${draw(90) + 10}@example.com`,
        ),
      ),
    age: (years) => Number(remembered(`age ${years}`, () => String(otherAge(years, draw)))),
    ageInMonths: (age) =>
      Number(remembered(`months ${age}`, () => String(otherWithin(age, 1, [1, 23], draw)))),
    birthDate: (year) =>
      remembered('birth', () =>
        unlike(() => {
          const date = `${otherMonths[draw(otherMonths.length)]} ${1 + draw(28)}`;
          return year === null ? date : `${date}, ${otherWithin(year, 3, [1915, year + 3], draw)}`;
        }),
      ),
    amount: (digits) =>
      remembered(`amount ${digits}`, () =>
        unlike(() => {
          const zeros = /0*$/.exec(digits)![0];
          const figures = digits.slice(0, digits.length - zeros.length);
          const first = Math.min(9, Math.max(1, Number(figures[0]) + draw(3) - 1));
          return `${first}${digitsLike(`1${figures.slice(1)}`).slice(1)}${zeros}`;
        }),
      ),
  };
}

const leastForLikeness = 5;
const mostTries = 200;

function isLike(heard: string, made: string): boolean {
  return heard.length >= leastForLikeness && differByOne(heard, made);
}

/** Bands of life within which an age may move, and by how much. */
const bands: { from: number; to: number; by: number }[] = [
  { from: 0, to: 3, by: 1 },
  { from: 4, to: 12, by: 1 },
  { from: 13, to: 17, by: 1 },
  { from: 18, to: 64, by: 3 },
  { from: 65, to: 99, by: 4 },
];

function otherAge(years: number, draw: (below: number) => number): number {
  const band = bands.find(({ to }) => years <= to) ?? bands.at(-1)!;
  return otherWithin(years, band.by, [Math.max(1, band.from), band.to], draw);
}

/** Another number near one, within limits. */
function otherWithin(
  value: number,
  by: number,
  [least, most]: readonly [number, number],
  draw: (below: number) => number,
): number {
  const others = Array.from({ length: 2 * by + 1 }, (_, at) => value - by + at).filter(
    (one) => one !== value && one >= least && one <= most,
  );
  return others.length === 0 ? Math.min(most, Math.max(least, value)) : others[draw(others.length)]!;
}
