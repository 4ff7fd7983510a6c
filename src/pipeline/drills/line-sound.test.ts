import { expect, test } from 'vitest';
import type { SourceFrame } from '../../ingest/live-intake.ts';
import { LineSound } from './line-sound.ts';

const rateHz = 1_000;
const spoken = (...samples: number[]) => ({ samples: Int16Array.from(samples), sampleRateHz: rateHz });

/** A line of a sample a millisecond, and all that came out of it by position. */
function lineOf() {
  const frames: SourceFrame[] = [];
  const line = new LineSound(rateHz, (frame) => frames.push(frame));
  const heard = () => {
    const out: (number | undefined)[] = [];
    for (const { firstSample, samples } of frames)
      for (const [i, sample] of samples.entries()) out[firstSample + i] = sample;
    return out;
  };
  return { line, frames, heard };
}

test('a piece comes out where it begins, as time goes by, and nothing in between', () => {
  const { line, frames, heard } = lineOf();
  line.passed(5);
  line.begins(5, spoken(1, 2, 3));
  line.passed(7);
  expect(heard().slice(5)).toEqual([1, 2]);
  expect(line.isSounding).toBe(true);
  line.passed(20);
  line.begins(30, spoken(9));
  line.passed(40);
  expect(heard()[7]).toBe(3);
  expect(heard()[30]).toBe(9);
  expect(heard().filter((sample) => sample !== undefined)).toEqual([1, 2, 3, 9]);
  expect(frames.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
  expect(line.isSounding).toBe(false);
});

test('what lies under the call goes round between pieces, by the clock of the call', () => {
  const { line, heard } = lineOf();
  line.lies(spoken(10, 11, 12), 2);
  line.passed(6);
  line.begins(6, spoken(1, 2));
  line.passed(10);
  expect(heard()).toEqual([undefined, undefined, 12, 10, 11, 12, 1, 2, 12, 10]);
});

test('what is cut off makes room for what lies under it, and every position is heard once', () => {
  const { line, frames, heard } = lineOf();
  line.lies(spoken(7), 0);
  line.begins(2, spoken(1, 2, 3, 4, 5));
  line.passed(4);
  line.cut();
  line.passed(6);
  expect(heard()).toEqual([7, 7, 1, 2, 7, 7]);
  expect(frames.reduce((sum, { samples }) => sum + samples.length, 0)).toBe(6);
});

test('while nothing lies under the call, as on hold, the line is silent, and that time is not filled later', () => {
  const { line, heard } = lineOf();
  line.lies(spoken(7), 0);
  line.lies(null, 2);
  line.passed(5);
  line.lies(spoken(8), 6);
  line.passed(8);
  expect(heard()).toEqual([7, 7, undefined, undefined, undefined, undefined, 8, 8]);
  expect(line.hasUnder).toBe(true);
});
