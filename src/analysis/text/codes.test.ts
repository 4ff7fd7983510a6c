import { expect, test } from 'vitest';
import { codesIn } from './codes.ts';
import { numberRuns } from './numbers.ts';
import { tokenise } from './tokens.ts';

const codes = (text: string) => {
  const { tokens } = tokenise(text);
  const numberAt = new Map(numberRuns(tokens).map((run) => [run.from, run]));
  return codesIn({ text, tokens, numberAt }).map(({ value, from, to }) => {
    return [value, text.slice(tokens[from]!.start, tokens[to - 1]!.end)];
  });
};

test.each([
  ['d as in dog seven seven one four oh two', 'D771402'],
  ['PM, like Peter Mary, 4 4 0 9 1 7 7', 'PM4409177'],
  ['BD500218', 'BD500218'],
  ['t o six six one oh nine three', 'TO661093'],
  ['c four four nine oh too seven', 'C449027'],
  ['x ray four tango nine papa two', 'X4T9P2'],
  ['whiskey 2 0 alpha bravo', 'W20AB'],
  ['T-A-T-R-O', 'TATRO'],
  ['p r u double i t t', 'PRUIITT'],
  ['JKX 4821', 'JKX4821'],
  ['(912) 555-0145', '9125550145'],
  ['double five oh triple two', '550222'],
])('%s is %s', (text, value) => {
  expect(codes(text).map(([code]) => code)).toEqual([value]);
});

test('everyday words that are also letters are no code', () => {
  expect(codes('i have a cat and a dog i think')).toEqual([]);
});

test.each([
  ['one thousand two hundred twelve', '1212'],
  ['eighteen hundred and forty', '1840'],
  ['a hundred and ten', '110'],
  ['fourteen twenty two', '1422'],
  ['one oh one', '101'],
])('%s is %s', (text, digits) => {
  expect(numberRuns(tokenise(text).tokens).map((run) => run.digits)).toEqual([digits]);
});
