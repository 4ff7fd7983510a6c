import { describe, expect, test } from 'vitest';
import { EnergyGate, levelDbfs } from './energy-gate.ts';
import { detectorWindow, type SpeechDetector } from './silero.ts';
import { testSignal } from './testing/signal.ts';
import { VoiceActivity } from './voice-activity.ts';

const settings = { gateMarginDb: 6, quietestDbfs: -66, closeGapsMs: 200, dropBurstsMs: 120 };

/** Hears speech in windows that are loud, and tells a start one window late, as Silero does. */
function scriptedDetector(): SpeechDetector & { windows: number } {
  let wasLoud = false;
  return {
    windows: 0,
    isSpeech(window) {
      this.windows++;
      expect(window).toHaveLength(detectorWindow);
      const isLoud = levelDbfs(window) > -40;
      const told = isLoud && wasLoud;
      wasLoud = isLoud;
      return told;
    },
    reset() {
      wasLoud = false;
    },
  };
}

/** Sound with silence or faint noise around it: `parts` in milliseconds, sound first. */
function call(rateHz: number, parts: number[], noise = 0): Float32Array {
  const sound = testSignal(rateHz, parts.reduce((sum, ms) => sum + ms, 0) / 1000, 0).map(
    (s) => Math.sign(s) * 0.2,
  );
  let state = 1;
  let at = 0;
  for (const [i, ms] of parts.entries()) {
    const end = at + Math.round((ms * rateHz) / 1000);
    for (; at < end; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      if (i % 2 === 1) sound[at] = (noise * state) / 2 ** 31;
    }
  }
  return sound;
}

function speechIn(samples: Float32Array, rateHz: number, detector = scriptedDetector(), piece = 1000) {
  const voice = new VoiceActivity(rateHz, detector, settings);
  for (let at = 0; at < samples.length; at += piece) voice.push(samples.subarray(at, at + piece));
  return voice.flush();
}

describe('speech on one leg', () => {
  test.each([8000, 16_000, 11_025, 12_000, 6000])('is found where it is at %i Hz', (rateHz) => {
    const spans = speechIn(call(rateHz, [1000, 2000, 500, 1500]), rateHz);
    expect(spans).toHaveLength(2);
    const wanted = [
      [0, 1000],
      [3000, 3500],
    ];
    for (const [i, { startMs, endMs }] of spans.entries()) {
      expect(Math.abs(startMs - wanted[i]![0]!)).toBeLessThanOrEqual(64);
      expect(Math.abs(endMs - wanted[i]![1]!)).toBeLessThanOrEqual(64);
    }
  });

  test('short breaks are closed and short bursts dropped', () => {
    const spans = speechIn(call(8000, [500, 160, 500, 3000, 64, 2000]), 8000);
    expect(spans).toHaveLength(1);
    expect(spans[0]!.endMs - spans[0]!.startMs).toBeGreaterThan(1000);
  });

  test('the pieces it is fed in make no difference', () => {
    const samples = call(8000, [700, 900, 700, 900]);
    expect(speechIn(samples, 8000, scriptedDetector(), 77)).toEqual(speechIn(samples, 8000));
  });

  test('speech that lasts to the last sample ends with it', () => {
    const spans = speechIn(call(8000, [0, 1000, 1000]), 8000);
    expect(spans).toHaveLength(1);
    expect(spans[0]!.endMs).toBeGreaterThanOrEqual(2000);
  });

  test('digital silence costs nothing', () => {
    const detector = scriptedDetector();
    expect(speechIn(new Float32Array(8000 * 60), 8000, detector)).toEqual([]);
    expect(detector.windows).toBe(0);
  });

  test('the steady noise of a line costs next to nothing once it is known', () => {
    const detector = scriptedDetector();
    speechIn(call(8000, [0, 60_000], 0.01), 8000, detector);
    expect(detector.windows).toBeLessThan(200);
  });

  test('a call that begins in the middle of a word is heard from there', () => {
    expect(speechIn(call(8000, [3000, 1000]), 8000)[0]).toMatchObject({ startMs: 0 });
  });
});

describe('the gate', () => {
  const levels = (gate: EnergyGate, level: number, windows: number) =>
    Array.from({ length: windows }, () => gate.isLoud(level)).at(-1);

  test('opens for what is well above the noise, whatever the noise is', () => {
    for (const noise of [-70, -50, -35]) {
      const gate = new EnergyGate(settings);
      levels(gate, noise, 200);
      expect(gate.isLoud(noise + 4)).toBe(false);
      expect(gate.isLoud(noise + 10)).toBe(noise + 10 > settings.quietestDbfs);
    }
  });

  test('follows a line that gets louder within its memory of six seconds', () => {
    const gate = new EnergyGate(settings);
    levels(gate, -60, 300);
    expect(gate.isLoud(-40)).toBe(true);
    expect(levels(gate, -40, 200)).toBe(false);
  });

  test('does not take long speech for noise', () => {
    const gate = new EnergyGate(settings);
    const spoken = Array.from({ length: 900 }, (_, i) => gate.isLoud(i % 8 === 0 ? -55 : -20));
    expect(spoken.filter(Boolean).length).toBeGreaterThan(700);
  });

  test('a steady offset is no sound', () => {
    expect(levelDbfs(new Float32Array(256).fill(0.3))).toBe(Number.NEGATIVE_INFINITY);
  });
});
