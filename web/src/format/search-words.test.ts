import { expect, test } from 'vitest';
import { markAround, markWords, searchWords } from './search-words.ts';

const hits = (text: string, query: string) =>
  markWords(text, searchWords(query))
    .filter((piece) => piece.hit)
    .map((piece) => piece.text);

test('excluded words and the word "or" are not marked, words of a phrase are', () => {
  expect(searchWords('"white van" or Truck -blue -"old car"')).toEqual(['white', 'van', 'truck']);
});

test('other endings of a searched word are marked as well', () => {
  expect(hits('Two fires, one firing; the fire is out.', 'fire')).toEqual(['fires', 'firing', 'fire']);
  expect(hits("She's breathing", 'breathe')).toEqual(['breathing']);
});

test('a short word is marked only where it stands alone', () => {
  expect(hits('he is at his house', 'he')).toEqual(['he']);
});

test('the pieces of a text joined are the text', () => {
  const text = 'The gun? It is in the truck — the TRUCK outside.';
  const pieces = markWords(text, ['truck']);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.filter((piece) => piece.hit)).toHaveLength(2);
});

test('a long text is cut at words around the first hit', () => {
  const text = `${'so then '.repeat(40)}he had a knife in his hand ${'and then '.repeat(40)}`;
  const cut = markAround(text, ['knife'], 80);
  const shown = cut.map((piece) => piece.text).join('');
  expect(shown.length).toBeLessThan(110);
  expect(shown).toMatch(/^… .*knife.* …$/);
});

test('a text without a hit is cut from its start', () => {
  const cut = markAround('alpha beta gamma delta epsilon', ['omega'], 10);
  expect(cut.map((piece) => piece.text).join('')).toBe('alpha beta …');
});
