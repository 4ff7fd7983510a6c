import { expect, test } from 'vitest';
import { lettersOf } from './first-matches.ts';
import { worthwhileSteps } from './search.ts';
import { readTypedWords } from './search-words.ts';

test.each([
  ['fire smoke', { phrases: [], anyText: 'fire or smoke' }],
  ['"chest pain" fell', { phrases: ['chest pain'], anyText: '"chest pain" or fell' }],
  ['"chest pain', { phrases: ['chest pain'], anyText: '"chest pain"' }],
  ['“chest pain” don’t', { phrases: ['chest pain'], anyText: `"chest pain" or don't` }],
  ['fire -smoke -"chest pain"', { phrases: [], anyText: 'fire' }],
  ['"a b" or c', { phrases: [], anyText: '"a b" or c' }],
  ['"" - fire !', { phrases: [], anyText: 'fire' }],
  ['-only', { phrases: [], anyText: '' }],
])('%s is read as what it demands and what may speak for it', (typed, read) => {
  expect(readTypedWords(typed)).toMatchObject(read);
});

test('the letters of a stem stand for the words it comes from, quotes and wildcards included', () => {
  expect(lettersOf(`'emerg' <-> 'happi' | 'o''clock' & 'x' | '50%_a'`)).toEqual([
    '%emer%',
    '%happ%',
    `%o'cloc%`,
    '%x%',
    String.raw`%50\%\_%`,
  ]);
});

const known = { searchableEstimate: 100_000, pages: 3800 };

test('calls are walked for a frequent word and looked up for a rarer one', () => {
  expect(worthwhileSteps({ ...known, matchEstimate: 50_000 }, 51, false)).toBeGreaterThan(102);
  expect(worthwhileSteps({ ...known, matchEstimate: 3000 }, 51, false)).toBe(0);
});

test('a phrase makes the walk worthwhile sooner, for the index must look into each call too', () => {
  expect(worthwhileSteps({ ...known, matchEstimate: 4000 }, 51, true)).toBeGreaterThan(1275);
  expect(worthwhileSteps({ ...known, matchEstimate: 4000 }, 51, false)).toBe(0);
});

test('without statistics the index is used', () => {
  expect(worthwhileSteps({ searchableEstimate: 0, matchEstimate: 0, pages: 1 }, 51, false)).toBe(0);
  expect(worthwhileSteps({ searchableEstimate: 0, matchEstimate: 1001, pages: 1 }, 51, false)).toBe(0);
});
