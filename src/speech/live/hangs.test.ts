import { expect, test } from 'vitest';
import { hangs } from './hangs.ts';

test.each([
  ['what is the', true],
  ['Okay, and', true],
  ['it is, um…', true],
  ['', true],
  ['what is the address', false],
  ['Where are you calling from?', false],
  ['how old is he', false],
])('%s', (text, expected) => {
  expect(hangs(text)).toBe(expected);
});
