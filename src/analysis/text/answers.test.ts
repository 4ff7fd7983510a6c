import { expect, test } from 'vitest';
import type { Role } from '../../model/call.ts';
import { callOf } from '../testing/calls.ts';
import { answerTo } from './answers.ts';
import { hear } from './hear.ts';

const answered = (...lines: ([Role, string] | number)[]) => answerTo(hear(callOf('psap', lines)).turns, 0);

test.each([
  ['any weapons', 'no', 'no'],
  ['any weapons', "no he's just yelling", 'no'],
  ['is he breathing', 'he is', 'yes'],
  ['is he breathing', "he isn't", 'no'],
  ['is he breathing', "no yeah he's breathing", 'yes'],
  ['is she awake', 'uh huh', 'yes'],
  ['is he armed', "i don't know", 'unknown'],
  ['is he armed', 'no idea', 'unknown'],
  ['is he armed', "i can't tell", 'unknown'],
  ['did he take anything', 'yeah some pills', 'yes'],
] as const)('"%s" "%s" is answered with %s', (question, reply, answer) => {
  expect(answered(['agent', question], ['customer', reply])).toEqual({ answer, place: 1 });
});

test('an answer that comes too late, or is neither yes nor no, is none', () => {
  expect(answered(['agent', 'any weapons'], 9, ['customer', 'no'])).toBeNull();
  expect(answered(['agent', 'what is the address'], ['customer', 'ten elm street'])).toBeNull();
  expect(answered(['agent', 'okay stay with me'], ['customer', 'no'])).toBeNull();
});

test('a second question before anybody answers takes the answer', () => {
  expect(
    answered(['agent', 'is he breathing'], ['agent', 'any weapons there'], ['customer', 'no']),
  ).toBeNull();
});
