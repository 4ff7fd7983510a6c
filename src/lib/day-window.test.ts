import { expect, test } from 'vitest';
import { endOfWindow, isWithin } from './day-window.ts';

const at = (time: string) => new Date(`2026-03-10T${time}`);
const night = { from: '22:00', to: '06:30' };

test('a window over midnight holds both sides of it, and not its end', () => {
  const within = ['21:59:59', '22:00:00', '23:59:00', '00:00:00', '06:29:59', '06:30:00'].map((time) =>
    isWithin(night, at(time)),
  );
  expect(within).toEqual([false, true, true, true, true, false]);
});

test('a window ends the same day or the next, and not at all outside of it', () => {
  expect(endOfWindow(night, at('23:10:20'))).toEqual(new Date('2026-03-11T06:30:00'));
  expect(endOfWindow(night, at('05:00:00'))).toEqual(new Date('2026-03-10T06:30:00'));
  expect(endOfWindow({ from: '12:00', to: '13:00' }, at('12:59:30'))).toEqual(at('13:00:00'));
  expect(endOfWindow(night, at('12:00:00'))).toBeNull();
});

test('equal ends mean always, without an end', () => {
  const always = { from: '08:00', to: '08:00' };
  expect(isWithin(always, at('07:00:00'))).toBe(true);
  expect(endOfWindow(always, at('07:00:00'))).toBeNull();
});
