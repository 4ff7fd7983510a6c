import { expect, test } from 'vitest';
import type { Answer } from '../../model/judgement.ts';
import { criterionAgreement } from './criteria.ts';
import { gateOf } from './gate.ts';

const bar = { leastKappa: 0.6, leastCalls: 20 };

function gateAfter(counts: readonly [expected: Answer, got: Answer, times: number][]): string {
  const answers = counts.flatMap(([expected, got, times]) =>
    Array.from({ length: times }, () => ({ expected, got })),
  );
  const all = answers.map((one, i) => ({ ...one, call: `call-${i}` }));
  return gateOf(criterionAgreement({ label: 'A1', criterionId: 'A1', title: null }, all), bar).state;
}

test('answers are facts from the bar on, on enough calls, and suggestions below it', () => {
  expect(
    gateAfter([
      ['yes', 'yes', 12],
      ['no', 'no', 8],
    ]),
  ).toBe('fact');
  expect(
    gateAfter([
      ['yes', 'yes', 10],
      ['no', 'no', 3],
      ['no', 'yes', 7],
    ]),
  ).toBe('suggestion');
});

test('few calls, or answers that never vary, decide nothing', () => {
  expect(
    gateAfter([
      ['yes', 'yes', 10],
      ['no', 'no', 9],
    ]),
  ).toBe('not enough data');
  expect(gateAfter([['yes', 'yes', 30]])).toBe('not enough data');
  expect(
    gateAfter([
      ['yes', 'yes', 10],
      ['no', 'no', 9],
      ['no', 'unclear', 5],
    ]),
  ).toBe('not enough data');
});
