import type { Token } from './tokens.ts';

/** Numbers said one after the other, as one string of digits: "twenty eight sixteen" and "2816" are the same. */
export interface NumberRun {
  digits: string;
  /** First token, and the one after the last. */
  from: number;
  to: number;
}

const units: Record<string, number> = {
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
const teens: Record<string, number> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const digitWords = Object.keys(units);

/** The word for a single written digit, so that "9 1 1" and "nine one one" read alike. */
export function digitWord(digit: string): string {
  return digitWords[Number(digit)] ?? digit;
}

type Group = { value: string; open: 'tens' | 'hundred' | 'none' };

function groupOf(word: string): Group | undefined {
  if (/^\d/.test(word)) {
    const digits = word.replaceAll(/\D/g, '');
    return { value: digits, open: /^[1-9]0$/.test(digits) ? 'tens' : 'none' };
  }
  if (Object.hasOwn(units, word)) return { value: String(units[word]), open: 'none' };
  if (Object.hasOwn(teens, word)) return { value: String(teens[word]), open: 'none' };
  if (Object.hasOwn(tens, word)) return { value: String(tens[word]), open: 'tens' };
  return undefined;
}

/** Whether the word is a number or part of one. "oh" counts only beside other numbers. */
export function isNumberWord(word: string): boolean {
  return groupOf(word) !== undefined;
}

/** Joins one more spoken number to those before it: twenty + eight = 28, three + hundred = 300, then + twelve. */
function append(groups: Group[], next: Group): void {
  const last = groups.at(-1);
  const value = Number(next.value);
  if (last?.open === 'tens' && next.value.length === 1 && value > 0) {
    groups[groups.length - 1] = { value: String(Number(last.value) + value), open: 'none' };
  } else if (last?.open === 'hundred' && value < 100 && value > 0) {
    const open = next.open === 'tens' ? 'tens' : 'none';
    groups[groups.length - 1] = { value: String(Number(last.value) + value), open };
  } else groups.push(next);
}

function multiply(groups: Group[], factor: number): void {
  const last = groups.at(-1);
  if (last) groups[groups.length - 1] = { value: String(Number(last.value) * factor), open: 'hundred' };
}

/** All runs of numbers in a turn, left to right. A run ends where a sentence or a clause ends. */
export function numberRuns(tokens: readonly Token[]): NumberRun[] {
  const runs: NumberRun[] = [];
  let groups: Group[] = [];
  let from = 0;
  const close = (to: number) => {
    if (groups.length > 0) runs.push({ digits: groups.map((group) => group.value).join(''), from, to });
    groups = [];
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (groups.length > 0 && token.clause !== tokens[i - 1]!.clause) close(i);
    const group = groupOf(token.word);
    if (group) {
      if (groups.length === 0) from = i;
      append(groups, group);
      continue;
    }
    const next = tokens[i + 1]?.word ?? '';
    if (
      token.word === 'oh' &&
      (groups.length > 0 || (isNumberWord(next) && isNumberWord(tokens[i + 2]?.word ?? '')))
    ) {
      if (groups.length === 0) from = i;
      groups.push({ value: '0', open: 'none' });
    } else if (token.word === 'hundred' && groups.length > 0) multiply(groups, 100);
    else if (token.word === 'thousand' && groups.length > 0) multiply(groups, 1000);
    else if (token.word === 'and' && groups.at(-1)?.open === 'hundred' && isNumberWord(next)) continue;
    else close(i);
  }
  close(tokens.length);
  return runs;
}
