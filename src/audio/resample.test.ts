import { describe, expect, test } from 'vitest';
import { openResampler } from './resample.ts';
import { joined } from './testing/listen.ts';

function tone(rateHz: number, hz: number, seconds = 1): Float32Array {
  return Float32Array.from({ length: rateHz * seconds }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rateHz));
}

function resample(samples: Float32Array, fromHz: number, toHz: number, piece = 1000): Float32Array {
  const resampler = openResampler(fromHz, toHz);
  const pieces: Float32Array[] = [];
  for (let at = 0; at < samples.length; at += piece)
    pieces.push(resampler.push(samples.subarray(at, at + piece)));
  return joined([...pieces, resampler.flush()]);
}

/** The level of one frequency in the middle of the samples, in decibels of a full tone. */
function levelDb(samples: Float32Array, rateHz: number, hz: number): number {
  const [from, to] = [Math.floor(samples.length * 0.2), Math.floor(samples.length * 0.8)];
  let [re, im, weight] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i - from)) / (to - from));
    re += window * samples[i]! * Math.cos((2 * Math.PI * hz * i) / rateHz);
    im += window * samples[i]! * Math.sin((2 * Math.PI * hz * i) / rateHz);
    weight += window;
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / weight + 1e-9);
}

describe('resampling', () => {
  test.each([
    [8000, 16_000],
    [44_100, 16_000],
    [48_000, 8000],
    [11_025, 16_000],
    [22_257, 16_000],
    [16_000, 8000],
  ])('from %i to %i Hz keeps the length and the start', (fromHz, toHz) => {
    const out = resample(tone(fromHz, 440), fromHz, toHz);
    expect(out).toHaveLength(toHz);
    const wanted = tone(toHz, 440);
    for (let i = toHz / 2; i < toHz / 2 + 100; i++) expect(Math.abs(out[i]! - wanted[i]!)).toBeLessThan(2e-3);
  });

  test.each([300, 1000, 3000, 3400])(
    '%i Hz comes from 8 to 16 kHz as it was, without its mirror image',
    (hz) => {
      const out = resample(tone(8000, hz), 8000, 16_000);
      expect(Math.abs(levelDb(out, 16_000, hz))).toBeLessThan(0.1);
      expect(levelDb(out, 16_000, 8000 - hz)).toBeLessThan(-70);
    },
  );

  test.each([8600, 9500, 12_000, 20_000])('%i Hz does not fold back when 44.1 kHz become 16', (hz) => {
    const out = resample(tone(44_100, hz), 44_100, 16_000);
    expect(levelDb(out, 16_000, Math.abs(16_000 - hz))).toBeLessThan(-70);
  });

  test('the pieces it is fed in make no difference', () => {
    const samples = tone(8000, 700);
    expect([...resample(samples, 8000, 16_000, 37)]).toEqual([...resample(samples, 8000, 16_000, 8000)]);
  });

  test('a steady level stays what it is', () => {
    const out = resample(new Float32Array(4000).fill(0.25), 11_025, 16_000);
    expect(out.subarray(200, 4000).every((sample) => Math.abs(sample - 0.25) < 1e-5)).toBe(true);
  });

  test('the same rate is no work', () => {
    const samples = tone(8000, 100, 1);
    expect(openResampler(8000, 8000).push(samples)).toBe(samples);
  });
});
