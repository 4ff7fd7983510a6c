import { expect, test } from 'vitest';
import { wavOf } from '../../../test/sound.ts';
import { AudioSettings } from '../../audio/settings.ts';
import { SoundWatch } from './sound-watch.ts';

const rateHz = 8000;
const { voice } = AudioSettings.parse({});

/** Samples with speech from 1 to 3 s, and silence to the end. */
function spoken(durationMs: number): Int16Array {
  const bytes = wavOf(durationMs, [[{ startMs: 1000, endMs: 3000 }]], rateHz).subarray(44);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function watched(watch: SoundWatch, leg: number, samples: Int16Array): (number | null)[] {
  return Array.from({ length: samples.length / 800 }, (_, n) =>
    watch.push(leg, samples.subarray(n * 800, (n + 1) * 800)),
  );
}

test('it is known up to when somebody spoke, and that nobody does in what follows', () => {
  const told = watched(new SoundWatch(rateHz, [0], voice), 0, spoken(9_000));
  expect(told.slice(0, 10)).toEqual(Array(10).fill(null));
  expect(told[19]! / 1000).toBeCloseTo(2, 0);
  expect(Math.max(...told.map(Number)) / 1000).toBeCloseTo(3, 1);
  expect(told.slice(-40)).toEqual(Array(40).fill(null));
});

test('a leg that is taken up later is told by the time of its call', () => {
  const told = watched(new SoundWatch(rateHz, [0, 60_000], voice), 1, spoken(5_000));
  expect(Math.max(...told.map(Number)) / 1000).toBeCloseTo(63, 1);
});

test('noise that does not change is nobody', () => {
  const noise = Int16Array.from({ length: 30 * rateHz }, (_, n) => ((n * 7919) % 2001) - 1000);
  const told = watched(new SoundWatch(rateHz, [0], voice), 0, noise);
  expect(told.slice(100)).toEqual(Array(200).fill(null));
});
