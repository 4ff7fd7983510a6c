import { expect, test } from 'vitest';
import { AudioSettings } from '../settings.ts';
import { TurnCutter } from './turn-cutter.ts';

const rateHz = 8000;
const settings = {
  ...AudioSettings.parse({}).voice,
  endSilenceMs: 500,
  preRollMs: 200,
  shortestMs: 100,
  longestMs: 15_000,
};

/** Stretches of syllables (loud) or of faint noise, by their length in milliseconds. */
function sound(...stretches: [loud: boolean, ms: number][]): Int16Array {
  const samples: number[] = [];
  for (const [loud, ms] of stretches) {
    for (let i = 0; i < (ms * rateHz) / 1000; i++) {
      const syllable = loud && samples.length % 2000 < 1500 ? 8000 : 0;
      samples.push(
        Math.round(Math.sin(samples.length * 0.7) * syllable + ((samples.length * 7919) % 21) - 10),
      );
    }
  }
  return Int16Array.from(samples);
}

function turns(samples: Int16Array, pieceMs = 20) {
  const cutter = new TurnCutter(rateHz, settings);
  const step = (pieceMs * rateHz) / 1000;
  const spans = [];
  for (let at = 0; at < samples.length; at += step)
    spans.push(...cutter.push(samples.subarray(at, at + step)));
  return [...spans, ...cutter.flush()];
}

test('two utterances with a pause between them are two turns', () => {
  const [first, second, ...others] = turns(
    sound([false, 2000], [true, 1000], [false, 1500], [true, 800], [false, 1500]),
  );
  expect(others).toEqual([]);
  expect(first!.startMs).toBeCloseTo(1800, -2);
  expect(first!.endMs).toBeCloseTo(3150, -2);
  expect(second!.startMs).toBeCloseTo(4300, -2);
});

test('a short break inside an utterance does not end it', () => {
  expect(turns(sound([false, 1000], [true, 600], [false, 300], [true, 600], [false, 1000]))).toHaveLength(1);
});

test('a click is no turn', () => {
  expect(turns(sound([false, 1000], [true, 60], [false, 1000]))).toEqual([]);
});

test('silence has no turns', () => {
  expect(turns(sound([false, 5000]))).toEqual([]);
  expect(turns(new Int16Array(40_000))).toEqual([]);
});

test('somebody who never stops is cut, and nothing of it is left out', () => {
  const spans = turns(sound([false, 500], [true, 40_000], [false, 1000]));
  expect(spans.length).toBeGreaterThanOrEqual(3);
  for (const [n, span] of spans.entries()) {
    expect(span.endMs - span.startMs).toBeLessThanOrEqual(settings.longestMs + 100);
    if (n > 0) expect(span.startMs).toBe(spans[n - 1]!.endMs);
  }
});

test('the size of the pieces does not matter', () => {
  const samples = sound([false, 700], [true, 900], [false, 900], [true, 400], [false, 900]);
  expect(turns(samples, 7)).toEqual(turns(samples, 100));
});
