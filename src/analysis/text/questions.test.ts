import { expect, test } from 'vitest';
import { questionStarts } from './questions.ts';
import { tokenise } from './tokens.ts';

const count = (text: string, punctuated = false) => questionStarts(tokenise(text), punctuated).length;

test('with punctuation a question ends in a question mark or begins with tell me', () => {
  expect(count('What is the address? Stay on the line.', true)).toBe(1);
  expect(count('Is he awake? Is he breathing?', true)).toBe(2);
  expect(count('Okay, tell me what happened.', true)).toBe(1);
  expect(count('That is what I said.', true)).toBe(0);
});

test('without punctuation a question is known by its first words', () => {
  expect(count('okay what is the address')).toBe(1);
  expect(count('got it and is anyone else there with you')).toBe(1);
  expect(count('perfect thats you is it number eleven forty two')).toBe(1);
  expect(count('she breathing okay')).toBe(1);
  expect(count('now which way')).toBe(1);
  expect(count('that is what you said')).toBe(0);
  expect(count('i know where you are')).toBe(0);
});
