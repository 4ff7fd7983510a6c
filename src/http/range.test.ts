import { expect, test } from 'vitest';
import { readRange } from './range.ts';

const part = (start: number, end: number) => ({ kind: 'part', start, end });
const whole = { kind: 'whole' };
const unsatisfiable = { kind: 'unsatisfiable' };

test.each([
  ['bytes=0-0', part(0, 1)],
  ['bytes=0-99', part(0, 100)],
  ['bytes=10-', part(10, 100)],
  ['bytes=99-', part(99, 100)],
  ['bytes=90-1000', part(90, 100)],
  ['bytes=-1', part(99, 100)],
  ['bytes=-1000', part(0, 100)],
  ['BYTES= 5 - 6 ', part(5, 7)],
  ['bytes=100-', unsatisfiable],
  ['bytes=100-200', unsatisfiable],
  ['bytes=99999999999999999999-', unsatisfiable],
  ['bytes=-0', unsatisfiable],
  ['bytes=0-1,5-6', whole],
  ['bytes=5-4', whole],
  ['bytes=-', whole],
  ['bytes=', whole],
  ['bytes=a-b', whole],
  ['bytes=--5', whole],
  ['items=0-5', whole],
  [undefined, whole],
])('of 100 bytes, %s is %o', (header, answer) => {
  expect(readRange(header, 100)).toEqual(answer);
});

test('of an empty file nothing can be had by range', () => {
  expect(readRange('bytes=0-', 0)).toEqual(unsatisfiable);
  expect(readRange('bytes=-5', 0)).toEqual(unsatisfiable);
  expect(readRange(undefined, 0)).toEqual(whole);
});
