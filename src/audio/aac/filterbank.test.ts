import { expect, test } from 'vitest';
import { FilterBank } from './filterbank.ts';

const spectrum = Float64Array.from({ length: 1024 }, (_, i) => 3000 * Math.sin(i * i));

/** The transform as the standard writes it, and one of the two windows: slow, and plainly right. */
function direct(lines: number, from: number): Float64Array {
  const size = 2 * lines;
  const shift = (lines + 1) / 2;
  return Float64Array.from({ length: size }, (_, n) => {
    let sum = 0;
    for (let k = 0; k < lines; k++) {
      sum += spectrum[from + k]! * Math.cos(((2 * Math.PI) / size) * (n + shift) * (k + 0.5));
    }
    return ((2 / size) * sum * Math.sin((Math.PI / size) * (n + 0.5))) / 32768;
  });
}

function expectSame(got: number[], wanted: Float64Array): void {
  expect(got).toHaveLength(wanted.length);
  for (const [i, sample] of got.entries()) expect(Math.abs(sample - wanted[i]!)).toBeLessThan(1e-6);
}

test('a long frame is the transform, windowed', () => {
  const bank = new FilterBank();
  expectSame([...bank.process(spectrum, 0, 0), ...bank.conceal()], direct(1024, 0));
});

test('eight short windows overlap in the middle of the frame', () => {
  const wanted = new Float64Array(2048);
  for (let window = 0; window < 8; window++) {
    direct(128, window * 128).forEach((sample, n) => {
      wanted[448 + window * 128 + n]! += sample;
    });
  }
  const bank = new FilterBank();
  expectSame([...bank.process(spectrum, 2, 0), ...bank.conceal()], wanted);
});

test('frames of one spectrum and a silent one fade out', () => {
  const bank = new FilterBank();
  bank.process(spectrum, 0, 1);
  bank.process(new Float64Array(1024), 0, 1);
  expect(bank.process(new Float64Array(1024), 0, 1).every((sample) => sample === 0)).toBe(true);
});
