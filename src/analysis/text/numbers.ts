import { units } from './digit-words.ts';
import type { Token } from './tokens.ts';

/** Numbers said one after the other, as one string of digits: "twenty eight sixteen" and "2816" are the same. */
export interface NumberRun {
  digits: string;
  /** The numbers one by one, as they were said: "two forty nine" is 2 and 49. */
  groups: string[];
  /** First token, and the one after the last. */
  from: number;
  to: number;
}

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
const repeats: Record<string, number> = { double: 2, triple: 3 };

/** `base`: the thousands in it, which a "hundred" that follows leaves alone. */
type Group = { value: string; open: 'tens' | 'hundred' | 'none'; base?: number };

function groupOf(word: string): Group | undefined {
  if (/^\d/.test(word) && !/[a-z]$/.test(word)) {
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
    groups[groups.length - 1] = { ...last, value: String(Number(last.value) + value), open: 'none' };
  } else if (last?.open === 'hundred' && value < 100 && value > 0) {
    const open = next.open === 'tens' ? 'tens' : 'none';
    groups[groups.length - 1] = { ...last, value: String(Number(last.value) + value), open };
  } else groups.push(next);
}

function multiply(groups: Group[], factor: 100 | 1000): void {
  const last = groups.at(-1);
  if (!last) return;
  const base = factor === 100 ? (last.base ?? 0) : 0;
  const value = base + (Number(last.value) - base) * factor;
  groups[groups.length - 1] = { value: String(value), open: 'hundred', base: factor === 1000 ? value : base };
}

/** All runs of numbers in a turn, left to right. A run ends where a sentence or a clause ends. */
export function numberRuns(tokens: readonly Token[]): NumberRun[] {
  const runs: NumberRun[] = [];
  let groups: Group[] = [];
  let from = 0;
  const close = (to: number) => {
    const values = groups.map((group) => group.value);
    if (values.length > 0) runs.push({ digits: values.join(''), groups: values, from, to });
    groups = [];
  };
  for (let i = 0; i < tokens.length; ) {
    if (groups.length > 0 && tokens[i]!.clause !== tokens[i - 1]!.clause) close(i);
    const isFirst = groups.length === 0;
    const read = readNumber(tokens, i, groups);
    if (read === 0) close(i);
    else if (isFirst) from = i;
    i += Math.max(1, read);
  }
  close(tokens.length);
  return runs;
}

/** Reads one more number word into the groups; returns how many tokens it took, 0 when it is none. */
function readNumber(tokens: readonly Token[], at: number, groups: Group[]): number {
  const word = tokens[at]!.word;
  const next = tokens[at + 1]?.word ?? '';
  const group = groupOf(word);
  if (group) {
    append(groups, group);
    return 1;
  }
  const times = Object.hasOwn(repeats, word) ? repeats[word] : undefined;
  const repeated = times === undefined || !Object.hasOwn(units, next) ? undefined : units[next];
  if (times !== undefined && repeated !== undefined) {
    groups.push({ value: String(repeated).repeat(times), open: 'none' });
    return 2;
  }
  const inRun = groups.length > 0;
  if (word === 'oh' && (inRun || (isNumberWord(next) && isNumberWord(tokens[at + 2]?.word ?? '')))) {
    groups.push({ value: '0', open: 'none' });
    return 1;
  }
  if (inRun && word === 'and') return groups.at(-1)?.open === 'hundred' && isNumberWord(next) ? 1 : 0;
  if (inRun && (word === 'hundred' || word === 'thousand')) {
    multiply(groups, word === 'hundred' ? 100 : 1000);
    return 1;
  }
  if (!inRun && word === 'a' && (next === 'hundred' || next === 'thousand')) {
    groups.push({
      value: next === 'hundred' ? '100' : '1000',
      open: 'hundred',
      base: next === 'hundred' ? 0 : 1000,
    });
    return 2;
  }
  return 0;
}
