import { expect, test } from 'vitest';
import { bpeVocabulary, readTokens } from './tokens.ts';

test('a token table gives ids by symbol, and a line of one number is a space', () => {
  const table = readTokens('<blk> 0\n\u2581HELLO 1\r\n2\n');
  expect([...table.ids]).toEqual([
    ['<blk>', 0],
    ['\u2581HELLO', 1],
    [' ', 2],
  ]);
  expect(table.badLine).toBeNull();
});

test.each(['a b 1\n', 'a\n', 'a one\n', '\n\n'])(
  'the line %j is refused, as it would end the process',
  (text) => {
    expect(readTokens(`<blk> 0\n${text}`).badLine).toBe(2);
  },
);

test('a symbol that is there twice is told by the line of its second', () => {
  expect(readTokens('a 0\nb 1\na 2\nb 3\n').doubledLine).toBe(3);
  expect(readTokens('a 0\nb 1\n').doubledLine).toBeNull();
});

test('a model without small letters is told from one with', () => {
  expect(readTokens('<blk> 0\n\u2581THE 1\n').hasLowerCase).toBe(false);
  expect(readTokens('<blk> 0\n\u2581the 1\n').hasLowerCase).toBe(true);
});

test('the vocabulary for hot words lists every symbol with one score', () => {
  expect(bpeVocabulary(readTokens('a 0\nb 1\n'))).toBe('a\t-1.0\nb\t-1.0\n');
});
