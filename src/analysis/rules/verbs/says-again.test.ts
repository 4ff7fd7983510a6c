import { expect, test } from 'vitest';
import type { Role } from '../../../model/call.ts';
import { judge } from '../../judge.ts';
import { callOf, cardOf, check } from '../../testing/calls.ts';

const refused: [Role, string][] = [
  ['agent', 'where are you parked'],
  ['customer', "i'm not telling you that"],
  ['agent', 'where are you parked so somebody can come and sit with you'],
];

function answer(when: unknown, lines: [Role, string][]) {
  return judge(callOf('psap', lines), cardOf(check(when))).marks[0]!;
}

test('the same request counts again in nearly the same words, and shows both turns', () => {
  const mark = answer({ saysAgain: 0.5 }, refused);
  expect(mark.answer).toBe('yes');
  expect(mark.evidence[0]).toMatchObject({ kind: 'turns', turns: [0, 2] });
});

test('another question is not the same request', () => {
  expect(
    answer({ saysAgain: 0.5 }, [...refused.slice(0, 2), ['agent', 'what color is the truck']]).answer,
  ).toBe('no');
});

test('with phrases, one of the two turns must hold them', () => {
  expect(answer({ saysAgain: 0.5, with: ['so somebody'] }, refused).answer).toBe('yes');
  expect(answer({ saysAgain: 0.5, with: ['because'] }, refused).answer).toBe('no');
});
