import { expect, test } from 'vitest';
import { roleWord, wordsOfCode } from './words.ts';

test('the trade of a call decides what its roles are called', () => {
  expect(roleWord('agent', 'psap')).toBe('Call taker');
  expect(roleWord('customer', 'psap')).toBe('Caller');
  expect(roleWord('agent', 'contact-centre')).toBe('Agent');
  expect(roleWord('customer', null)).toBe('Customer');
});

test('a code becomes a sentence of plain words', () => {
  expect(wordsOfCode('score_below_threshold')).toBe('Score below threshold');
  expect(wordsOfCode('customer_id')).toBe('Customer ID');
  expect(wordsOfCode('needs coaching')).toBe('Needs coaching');
});
