import { expect, test } from 'vitest';
import { captureProblem } from './capture-problem.ts';
import { heardOf } from './pcm-player.ts';
import { ResendBuffer } from './resend-buffer.ts';
import { toRate } from './to-rate.ts';
import { VoiceGate } from './voice-gate.ts';

const frame = (firstSample: number) => ({
  sequence: firstSample / 320,
  firstSample,
  samples: new Int16Array(320),
});

test('what is safe is let go, and the rest is sent again in the order in which it was spoken', () => {
  const buffer = new ResendBuffer(100);
  for (const at of [0, 320, 640]) {
    buffer.keep(0, frame(at));
    buffer.keep(1, frame(at));
  }
  buffer.acknowledge([640, 320]);
  expect(buffer.waiting().map(({ leg, frame }) => [leg, frame.firstSample])).toEqual([
    [1, 320],
    [0, 640],
    [1, 640],
  ]);
});

test('a frame that is safe only in part is sent again whole', () => {
  const buffer = new ResendBuffer(100);
  buffer.keep(0, frame(0));
  buffer.acknowledge([319]);
  expect(buffer.waiting()).toHaveLength(1);
});

test('when too much waits the oldest is lost, and counted', () => {
  const buffer = new ResendBuffer(2);
  for (const at of [0, 320, 640]) buffer.keep(0, frame(at));
  expect(buffer.waiting().map(({ frame }) => frame.firstSample)).toEqual([320, 640]);
  expect(buffer.lost).toBe(1);
});

test('why there is no sound is said with what to do about it', () => {
  const named = (name: string) => Object.assign(new Error('as the browser says it'), { name });
  expect(captureProblem(named('NotAllowedError')).title).toBe('The microphone is not allowed');
  expect(captureProblem(named('NotFoundError')).text).toMatch(/Plug one in/);
  expect(captureProblem(named('Strange')).text).toBe('as the browser says it');
});

const noise = (level: number, frames: number) =>
  Array.from({ length: frames }, (_, frame) =>
    Int16Array.from({ length: 320 }, (_, i) =>
      Math.round(Math.sin((frame * 320 + i) * 0.7) * level * 46_340),
    ),
  );
const opened = (gate: VoiceGate, frames: Int16Array[]) => frames.map((frame) => gate.push(frame));

test('a voice is known after 60 ms, and a breath does not end it', () => {
  const gate = new VoiceGate();
  opened(gate, noise(0.001, 50));
  expect(opened(gate, noise(0.05, 4))).toEqual([false, false, true, true]);
  expect(opened(gate, noise(0.001, 20)).every(Boolean)).toBe(true);
  expect(opened(gate, noise(0.001, 10)).at(-1)).toBe(false);
});

test('the noise of a loud room is no voice, and one click neither', () => {
  const gate = new VoiceGate();
  opened(gate, noise(0.004, 100));
  expect(opened(gate, noise(0.009, 100)).some(Boolean)).toBe(false);
  expect(opened(gate, [...noise(0.3, 1), ...noise(0.004, 5)]).some(Boolean)).toBe(false);
  expect(opened(gate, noise(0.1, 4)).at(-1)).toBe(true);
});

test('how much of a piece was heard is counted to where the sound is now', () => {
  const pieces = [
    { number: 4, startS: 10, durationS: 2 },
    { number: 5, startS: 12, durationS: 1 },
  ];
  expect(heardOf(pieces, 10.75)).toEqual({ number: 4, heardMs: 750 });
  expect(heardOf(pieces, 12.25)).toEqual({ number: 5, heardMs: 250 });
  expect(heardOf(pieces, 9.99)).toEqual({ number: 4, heardMs: 0 });
  expect(heardOf(pieces, 14)).toEqual({ number: 5, heardMs: 1_000 });
  expect(heardOf([], 1)).toBeNull();
});

const tone = (rateHz: number, frequency: number, count: number) =>
  Int16Array.from({ length: count }, (_, i) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * frequency * i) / rateHz)),
  );
const loudness = (samples: number[]) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) / 10_000;

test.each([44_100, 48_000])(
  'a microphone of %i hertz is heard as one of 16 000, in pieces as in one',
  (rateHz) => {
    const whole = tone(rateHz, 1_000, rateHz);
    const inPieces = toRate(rateHz, 16_000);
    const pieces: number[] = [];
    for (let from = 0; from < whole.length; from += 882)
      pieces.push(...inPieces(whole.subarray(from, from + 882)));
    const atOnce = [...toRate(rateHz, 16_000)(whole)];
    expect(Math.abs(pieces.length - atOnce.length)).toBeLessThanOrEqual(1);
    const seams = pieces.slice(0, 15_900).map((sample, index) => Math.abs(sample - atOnce[index]!));
    expect(Math.max(...seams)).toBeLessThanOrEqual(1);
    expect(Math.abs(pieces.length - 16_000)).toBeLessThan(30);
    expect(loudness(pieces.slice(200))).toBeCloseTo(Math.SQRT1_2, 2);
    const high = [...toRate(rateHz, 16_000)(tone(rateHz, 11_000, rateHz))];
    expect(loudness(high.slice(200))).toBeLessThan(0.01);
  },
);
