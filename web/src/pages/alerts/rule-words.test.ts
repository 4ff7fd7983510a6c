import { expect, test } from 'vitest';
import { AlertWhen } from '../../../../src/model/alert.ts';
import { whenWords } from './rule-words.ts';

test.each([
  [
    { kind: 'need', codes: ['stalled_0', 'stalled_1'], forS: 10 },
    'The call needs somebody (soon or sooner, for 10 s): no audio from one side.',
  ],
  [
    { kind: 'need', codes: ['caller_uncooperative', 'stalled_1'], weight: 'now' },
    'The call needs somebody (now): caller uncooperative, no audio from one side.',
  ],
])('a rule on needs speaks of them as a person would', (when, words) => {
  expect(whenWords(AlertWhen.parse(when))).toBe(words);
});
