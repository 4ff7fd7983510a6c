import { expect, test } from 'vitest';
import { loadPacks } from '../packs/load-packs.ts';
import { callOf, packsFolder } from '../testing/calls.ts';
import { hear } from '../text/hear.ts';
import { distressFindings } from './distress.ts';

const packs = await loadPacks(packsFolder);

function found(lines: Parameters<typeof callOf>[1], kind: 'psap' | 'contact-centre' = 'psap') {
  const call = callOf(kind, lines);
  return distressFindings(call, hear(call), packs);
}
const whole = (lines: Parameters<typeof callOf>[1]) => found(lines).find(({ turn }) => turn === null)?.type;

test('a caller who is beside herself and answers is cooperative', () => {
  expect(
    whole([
      ['agent', 'what is the address of your emergency'],
      ['customer', 'oh my god oh my god please hurry ten elm street please he is dying'],
      ['agent', 'what phone number are you calling from'],
      ['customer', 'five five five oh one four two oh god please come'],
    ]),
  ).toBe('cooperative');
});

test('a caller who refuses, presses and has to be asked again is uncooperative, with the turns that show it', () => {
  const findings = found([
    ['agent', 'what is the address of your emergency'],
    ['customer', 'just send somebody why are you asking me this'],
    ['agent', 'what is the address of your emergency'],
    ['customer', "i'm not telling you that just send them"],
    ['agent', 'which street are you on'],
    ['customer', 'leave me alone'],
  ]);
  expect(findings[0]).toMatchObject({ type: 'uncooperative', turn: null });
  expect(findings.slice(1).map(({ turn }) => turn)).toEqual([1, 3, 5]);
});

test('a contact centre has sentiment instead, and a call without a caller has neither', () => {
  expect(found([['customer', 'leave me alone']], 'contact-centre')).toEqual([]);
  expect(found([['agent', 'nine one one']])).toEqual([]);
});
