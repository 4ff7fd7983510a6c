import { describe, expect, test } from 'vitest';
import type { Span } from '../model/call.ts';
import { withoutEcho } from './crosstalk.ts';
import { levelDbfs } from './energy-gate.ts';
import { PeakMeter } from './peaks.ts';
import { QualityMeter, speechNotes } from './quality.ts';
import { testSignal } from './testing/signal.ts';
import { TwinDetector } from './twins.ts';

const left = testSignal(8000, 4, 0);
const right = testSignal(8000, 4, 1);

function meterOf(samples: Float32Array): QualityMeter {
  const meter = new QualityMeter(8000);
  for (let at = 0; at < samples.length; at += 999) meter.push(samples.subarray(at, at + 999));
  return meter;
}

describe('the sound of a channel', () => {
  test('a clean one has nothing to note', () => {
    expect(meterOf(left).notes(0)).toEqual([]);
  });

  test('one that was recorded too loud is clipped', () => {
    const clipped = left.map((sample) => Math.max(-0.98, Math.min(0.98, sample * 4)));
    expect(meterOf(clipped).notes(1)).toEqual([
      { code: 'audio_clipped', details: { channel: 1, percent: expect.any(Number) } },
    ]);
  });

  test('packets that never came are counted', () => {
    const holes = left.slice();
    for (const at of [4300, 9100, 14_300, 19_000]) holes.fill(0, at, at + 320);
    expect(meterOf(holes).notes(0)).toEqual([{ code: 'audio_gaps', details: { channel: 0, gaps: 4 } }]);
  });

  test('a line that fades into silence lost no packets', () => {
    const gated = left.map((sample, i) =>
      Math.abs(Math.sin(i / 700)) < 0.4 ? 0 : sample * Math.sin(i / 700) ** 8,
    );
    expect(meterOf(gated).notes(0)).toEqual([]);
  });
});

describe('who is heard', () => {
  const speech = (ms: number): Span[] => (ms > 0 ? [{ startMs: 0, endMs: ms }] : []);

  test('a channel that is silent through the whole call is noted', () => {
    const meters = [meterOf(left), meterOf(new Float32Array(8000))];
    expect(speechNotes([speech(9000), speech(0)], meters)).toEqual([
      { code: 'audio_one_way', details: { channel: 1, isDigitalSilence: true } },
    ]);
  });

  test('not when the other hardly spoke either', () => {
    expect(speechNotes([speech(2000), speech(0)], [meterOf(left), meterOf(right)])).toEqual([]);
  });

  test('nobody at all is noted', () => {
    expect(speechNotes([[], []], [meterOf(left), meterOf(right)])).toEqual([
      { code: 'audio_no_speech', details: {} },
    ]);
  });
});

describe('two channels that are one', () => {
  const verdict = (a: Float32Array, b: Float32Array) => {
    const twins = new TwinDetector();
    twins.push(a, b);
    return twins.verdict;
  };

  test('the same sound twice, also a little quieter or with coding noise, is one', () => {
    expect(verdict(left, left)).toBe('twins');
    expect(
      verdict(
        left,
        left.map((sample) => sample * 0.8),
      ),
    ).toBe('twins');
    expect(
      verdict(
        left,
        left.map((sample, i) => sample + 0.002 * Math.sin(i * i)),
      ),
    ).toBe('twins');
  });

  test('two speakers, one speaker and silence, or one speaker overheard are two', () => {
    expect(verdict(left, right)).toBe('different');
    expect(verdict(left, new Float32Array(left.length))).toBe('different');
    expect(
      verdict(
        left,
        left.map((sample) => sample * 0.1),
      ),
    ).toBe('different');
  });

  test('a difference late in the call is found', () => {
    const late = left.slice();
    late.set(right.subarray(30_000, 31_000), 30_000);
    expect(verdict(left, late)).toBe('different');
  });

  test('silence decides nothing', () => {
    expect(verdict(new Float32Array(9000), new Float32Array(9000))).toBe('open');
  });
});

describe('crosstalk', () => {
  const windowMs = 32;
  const levelsOf = (samples: Float32Array) => ({
    windowMs,
    dbfs: Array.from({ length: Math.floor(samples.length / 256) }, (_, i) =>
      levelDbfs(samples.subarray(i * 256, i * 256 + 256)),
    ),
  });
  const spoken: Span[] = [{ startMs: 320, endMs: 3840 }];

  test('an echo of the other leg, quieter and later, is no speech', () => {
    const echo = new Float32Array(left.length);
    for (let i = 800; i < echo.length; i++) echo[i] = 0.05 * left[i - 800]!;
    expect(withoutEcho(spoken, spoken, levelsOf(echo), levelsOf(left))).toEqual([]);
  });

  test('two people who speak at once both do', () => {
    const slower = right.map((sample, i) => sample * (0.5 + 0.5 * Math.sin(i / 2500)));
    const quiet = slower.map((sample) => sample * 0.05);
    expect(withoutEcho(spoken, spoken, levelsOf(quiet), levelsOf(left))).toEqual(spoken);
    expect(withoutEcho(spoken, spoken, levelsOf(left), levelsOf(slower))).toEqual(spoken);
  });

  test('speech while the other is silent is never taken away', () => {
    expect(withoutEcho(spoken, [], levelsOf(left.map((sample) => sample * 0.05)), levelsOf(left))).toEqual(
      spoken,
    );
  });
});

describe('levels for drawing', () => {
  test('the largest sample of each step', () => {
    const meter = new PeakMeter(8000, 1);
    meter.push([new Float32Array(160).fill(0.25)]);
    meter.push([Float32Array.from({ length: 200 }, (_, i) => (i === 100 ? -0.5 : 0))]);
    expect(meter.flush()).toEqual({ stepMs: 20, channels: [[0.25, 0.5, 0]] });
  });

  test('a long call gets longer steps, and no peak is lost', () => {
    const meter = new PeakMeter(8000, 2);
    const second = new Float32Array(8000).fill(0.1);
    for (let i = 0; i < 3600; i++) {
      second[17] = i === 3000 ? 0.9 : 0.1;
      meter.push([second, second]);
    }
    const { stepMs, channels } = meter.flush();
    expect(channels[0]!.length).toBeLessThanOrEqual(8192);
    expect(channels[0]!.length * stepMs).toBeGreaterThanOrEqual(3_600_000);
    expect(channels[1]![Math.floor(3_000_000 / stepMs)]).toBe(0.9);
  });
});
