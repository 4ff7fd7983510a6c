import { expect, test } from 'vitest';
import { placeOf, signed, withInterval } from './figures.ts';

test('a figure shows its interval, and a dash where it is not defined', () => {
  expect(withInterval({ value: 0.724, low: 0.41, high: 0.93 })).toBe('0.72 (0.41–0.93)');
  expect(withInterval({ value: 1, low: null, high: null })).toBe('1.00');
  expect(withInterval({ value: null, low: null, high: null })).toBe('–');
});

test('a difference shows its way, and a kappa below none stays on the scale', () => {
  expect([signed(0.25), signed(-0.1), signed(null)]).toEqual(['+0.25', '-0.10', '–']);
  expect([placeOf(-0.3), placeOf(0.5), placeOf(1)]).toEqual([0, 50, 100]);
});
