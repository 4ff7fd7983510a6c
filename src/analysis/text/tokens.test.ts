import { expect, test } from 'vitest';
import { numberRuns } from './numbers.ts';
import { tokenise } from './tokens.ts';

const words = (text: string) =>
  tokenise(text)
    .tokens.map((token) => token.word)
    .join(' ');
const digits = (text: string) => numberRuns(tokenise(text).tokens).map((run) => run.digits);

test('a written transcript and a recogniser write the same words', () => {
  expect(words("911, what's the address?")).toBe(words('nine one one whats the address'));
  expect(words("where'd he go, he'd know")).toBe(words('where did he go he would know'));
  expect(words("I'm gonna e-mail you, alright?")).toBe(words('im going to email you all right'));
});

test('fillers, stutters and sounds in brackets leave no word', () => {
  expect(words('um the the [noise] address uh please')).toBe('the address please');
});

test('sounds that answer become yes and no', () => {
  expect(words('uh huh')).toBe('yes');
  expect(words('mm-hmm')).toBe('yes');
  expect(words('uh uh')).toBe('no');
});

test('an amount of money is a number and its unit', () => {
  expect(words('$297.40')).toBe('297.40 dollars');
});

test('a word keeps the place in the text it came from', () => {
  const text = "Okay, what's the address?";
  const token = tokenise(text).tokens.at(-1)!;
  expect(text.slice(token.start, token.end)).toBe('address');
});

test('numbers said in any of the usual ways read as the same digits', () => {
  expect(digits('fourteen twenty two')).toEqual(['1422']);
  expect(digits('1422')).toEqual(['1422']);
  expect(digits('five five five oh one four two')).toEqual(['5550142']);
  expect(digits('555-0142')).toEqual(['5550142']);
  expect(digits('seventy seven hundred')).toEqual(['7700']);
  expect(digits('two hundred and twelve')).toEqual(['212']);
  expect(digits('four hundred thirty four dollars')).toEqual(['434']);
});

test('numbers of two sentences are two numbers', () => {
  expect(digits("It's 5105. 3 of them")).toEqual(['5105', '3']);
});

test("a dropped g is put back, but not into words and names that end in 'in'", () => {
  expect(words("he's goin' in, somethin is burnin")).toBe('he is going in something is burning');
  expect(words('his cousin Dustin ran to the cabin again')).toBe('his cousin dustin ran to the cabin again');
});
