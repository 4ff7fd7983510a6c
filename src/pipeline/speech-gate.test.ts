import { expect, test } from 'vitest';
import { speechPause } from './speech-gate.ts';

const at = (time: string) => new Date(`2026-11-21T${time}:00`);

test('without settings speech may always run', () => {
  expect(speechPause(at('12:00'), 99, {})).toBeNull();
});

test('a nightly window that runs over midnight opens in the evening and closes in the morning', () => {
  const settings = { speechWindow: { from: '22:00', to: '06:00' } };
  const open = ['22:00', '23:59', '00:00', '05:59'].map((time) => speechPause(at(time), 0, settings));
  const shut = ['06:00', '12:00', '21:59'].map((time) => speechPause(at(time), 0, settings));
  expect(open).toEqual([null, null, null, null]);
  expect(shut.every((reason) => reason?.includes('22:00'))).toBe(true);
});

test('a window within one day is shut at night', () => {
  const settings = { speechWindow: { from: '09:00', to: '17:00' } };
  expect(speechPause(at('09:00'), 0, settings)).toBeNull();
  expect(speechPause(at('17:00'), 0, settings)).not.toBeNull();
});

test('a load above the limit pauses speech and says so', () => {
  expect(speechPause(at('12:00'), 2.1, { maxLoadAverage: 2 })).toContain('2.1');
  expect(speechPause(at('12:00'), 2, { maxLoadAverage: 2 })).toBeNull();
});
