import { expect, test } from 'vitest';
import { languageTag } from './language.ts';

test.each([
  ['english', 'en'],
  ['Spanish', 'es'],
  ['en', 'en'],
  ['EN-us', 'en-US'],
  ['yue', 'yue'],
  ['klingonese', null],
  ['', null],
  [null, null],
])('%j is %j', (name, tag) => {
  expect(languageTag(name)).toBe(tag);
});
