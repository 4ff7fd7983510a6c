import { expect, test } from 'vitest';
import { polarityOf } from './polarity.ts';
import { tokenise } from './tokens.ts';

const polarity = (text: string, word: string) => {
  const { tokens } = tokenise(text);
  return polarityOf(
    tokens,
    tokens.findIndex((token) => token.word === word),
  );
};

test.each([
  ['He has a gun', 'gun', 'asserted'],
  ["There's no gun", 'gun', 'denied'],
  ["He doesn't have a gun, he has a knife", 'gun', 'denied'],
  ["He doesn't have a gun, he has a knife", 'knife', 'asserted'],
  ["he doesn't have a gun he has a knife", 'knife', 'asserted'],
  ['No, he has a gun!', 'gun', 'asserted'],
  ['no he has a gun', 'gun', 'asserted'],
  ['No weapons, no guns, nothing like that', 'weapons', 'denied'],
  ['No weapons, no guns, nothing like that', 'guns', 'denied'],
  ["He doesn't have a knife, gun, or anything", 'gun', 'denied'],
  ["I don't know if he has a gun", 'gun', 'possible'],
  ["I think he's got a pistol", 'pistol', 'possible'],
  ["i don't think he has a gun", 'gun', 'denied'],
  ['he might have a knife', 'knife', 'possible'],
  ['he had a knife or something', 'knife', 'possible'],
  ['there is no fire just smoke coming from the oven', 'fire', 'denied'],
  ['there is no fire just smoke coming from the oven', 'smoke', 'asserted'],
  ["he's not hurt but he has a gun", 'gun', 'asserted'],
  ['no doubt he has a gun', 'gun', 'asserted'],
  ['without a weapon', 'weapon', 'denied'],
  ['weapons no not that i know of', 'weapons', 'denied'],
  ['nobody has a gun', 'gun', 'denied'],
])('%s: %s is %s', (text, word, expected) => {
  expect(polarity(text, word)).toBe(expected);
});
