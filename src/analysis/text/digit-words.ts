/** Words for the numbers below twenty, in their order. */
export const units: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};

const digitWords = Object.keys(units);

/** The word for a single written digit, so that "9 1 1" and "nine one one" read alike. */
export function digitWord(digit: string): string {
  return digitWords[Number(digit)] ?? digit;
}
