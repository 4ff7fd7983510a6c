import { describe, expect, test } from 'vitest';
import { decibels, powerIn, voicedShare } from '../testing/spectrum.ts';
import { openBackgrounds } from './background.ts';
import { activeLevel, cutShort, limited, trimmed } from './level.ts';
import { buzz, shaped } from './making.ts';
import { inMood } from './mood.ts';
import { lasting, onceOf, soundNames, soundOf } from './sounds.ts';
import { asLinePassesIt, inTelephoneBand } from './telephone.ts';

const rateHz = 8000;
const neutral = { rate: 1, pitch: 1, gainDb: 0, breath: 0, isWhispered: false };

/** Three vowels at 140 Hz with a pause of 400 ms between them, at 16 kHz. */
function vowels(): { samples: Float32Array; sampleRateHz: number } {
  const vowel = shaped(
    buzz(0.5, () => 140),
    [
      [600, 5, 1],
      [1200, 6, 0.5],
    ],
  );
  const samples = new Float32Array(vowel.length * 3 + 2 * 0.4 * rateHz);
  for (let i = 0; i < 3; i++) samples.set(vowel, i * (vowel.length + 0.4 * rateHz));
  return { samples, sampleRateHz: rateHz };
}

describe('sounds', () => {
  test('each is in the band of a telephone, not over full scale, and the same for the same seed', () => {
    for (const name of soundNames) {
      const sound = onceOf(name, 3);
      expect(onceOf(name, 3), name).toEqual(sound);
      const inside = powerIn(sound, 300, 3400);
      expect(inside, name).toBeGreaterThan(0);
      expect(decibels(powerIn(sound, 3800, 4000) / inside), name).toBeLessThan(-20);
      expect(decibels(powerIn(sound, 0, 120) / inside), name).toBeLessThan(-20);
      expect(sound.every(Number.isFinite), name).toBe(true);
    }
  });

  test('the tones of an alarm and of a key are where the standards have them', () => {
    const share = (name: 'smoke alarm' | 'one key', ...tones: number[]) => {
      const sound = lasting(name, 2, 1);
      return tones.reduce((sum, hz) => sum + powerIn(sound, hz - 30, hz + 30), 0) / powerIn(sound, 0, 4000);
    };
    expect(share('smoke alarm', 3100)).toBeGreaterThan(0.95);
    expect(share('one key', 697, 1209)).toBeGreaterThan(0.95);
  });

  test('words in brackets find the sound they describe', () => {
    const said = {
      '[a child crying]': 'child crying',
      '[Baby screaming]': 'baby',
      '[heavy breathing]': 'breathing',
      '[a knock at the door]': 'knocking',
      '[muffled shouting]': 'shouting',
      '[two gunshots]': 'shot',
      '[smoke alarm beeping]': 'smoke alarm',
      '[the line goes dead]': 'dead line',
      '[she frobnicates]': null,
    };
    for (const [words, sound] of Object.entries(said)) expect(soundOf(words), words).toBe(sound);
  });

  test('a background is as far below the voice as it says, and goes on where it was', () => {
    const backgrounds = openBackgrounds();
    for (const sound of ['traffic', 'music', 'smoke alarm', 'crowd'] as const) {
      const of = { background: [{ sound, snrDb: 15 }], seed: 9, speechDbfs: -23 };
      const whole = backgrounds.at(0, 16 * rateHz, of);
      expect(20 * Math.log10(activeLevel(whole, rateHz)), sound).toBeCloseTo(-38, 0);
      expect(backgrounds.at(2500, 4000, of), sound).toEqual(whole.slice(20_000, 24_000));
      // Over the seam of its loop it neither jumps nor stops.
      const seam = backgrounds.at(15_900, 1600, of);
      const steepest = (samples: Float32Array) =>
        samples.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (samples[i - 1] ?? sample))), 0);
      expect(steepest(seam), sound).toBeLessThanOrEqual(steepest(whole) * 1.05);
    }
  });
});

describe('what is done to a voice', () => {
  test('a whisper keeps the shape of the mouth and loses the voice', () => {
    const { samples, sampleRateHz } = vowels();
    const whisper = inMood({ samples, sampleRateHz }, { ...neutral, isWhispered: true }, 1).samples;
    expect(voicedShare(samples, sampleRateHz)).toBeGreaterThan(0.6);
    expect(voicedShare(whisper, sampleRateHz)).toBeLessThan(0.15);
    const balance = (of: Float32Array) => decibels(powerIn(of, 450, 750) / powerIn(of, 2000, 3000));
    expect(balance(whisper)).toBeGreaterThan(6);
  });

  test('somebody upset breathes where they pause, and says every word', () => {
    const { samples, sampleRateHz } = vowels();
    const upset = inMood({ samples, sampleRateHz }, { ...neutral, breath: 1 }, 1).samples;
    const before = upset.length - samples.length;
    expect(before).toBeGreaterThan(0.14 * rateHz);
    const pause = upset.subarray(before + 0.55 * rateHz, before + 0.85 * rateHz);
    const level = decibels((activeLevel(pause, rateHz) / activeLevel(samples, rateHz)) ** 2);
    expect(level).toBeGreaterThan(-35);
    expect(level).toBeLessThan(-6);
    expect(inMood({ samples, sampleRateHz }, { ...neutral, breath: 1 }, 1).samples).toEqual(upset);
  });

  test('silence around a line goes, and a little of it stays', () => {
    const { samples } = vowels();
    const padded = new Float32Array(samples.length + 2 * rateHz);
    padded.set(samples, rateHz);
    const kept = trimmed(padded, 20, rateHz).length / rateHz;
    expect(kept).toBeGreaterThan(samples.length / rateHz - 0.06);
    expect(kept).toBeLessThan(samples.length / rateHz + 0.05);
    expect(trimmed(new Float32Array(100), 20, rateHz)).toHaveLength(100);
  });

  test('a line cut off ends without a click and is what was heard before', () => {
    const whole = asLinePassesIt(inTelephoneBand(vowels().samples, rateHz));
    const cut = cutShort(whole, 250, rateHz);
    expect(cut).toHaveLength(2000);
    expect(cut.subarray(0, 1900)).toEqual(whole.subarray(0, 1900));
    expect(Math.abs(cut.at(-1) as number)).toBeLessThan(50);
    expect(cutShort(whole, 60_000, rateHz)).toEqual(whole);
    expect(cutShort(whole, 0, rateHz)).toHaveLength(0);
  });

  test('what is too loud is pressed together, never over full scale', () => {
    const loud = Float32Array.from({ length: 800 }, (_, i) => 4 * Math.sin(i / 5));
    expect(limited(loud).every((sample) => Math.abs(sample) <= 1)).toBe(true);
    const quiet = loud.map((sample) => sample / 10);
    expect(limited(quiet)).toEqual(quiet);
  });
});
