import { describe, expect, test } from 'vitest';
import { Fft } from '../audio/fft.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { VoicesSettings } from './settings.ts';
import { activeLevel } from './sound/level.ts';
import { aLine, hasFlite } from './testing/lines.ts';
import type { Line, Spoken } from './voice.ts';
import { openVoices } from './voices.ts';

const deps = { clock: systemClock, log: silentLog };
const patient = new AbortController().signal;
const nothingInstalled = { flite: 'no-such-flite' };

function open(settings: Partial<VoicesSettings> = {}) {
  return openVoices(VoicesSettings.parse(settings), deps);
}

describe('voices', () => {
  test('a machine without any program says what to install, and the caller is read', async () => {
    await using voices = await open(nothingInstalled);
    const list = await voices.list();
    const flite = list.find(({ id }) => id === 'flite');
    expect(flite).toMatchObject({
      available: false,
      problem: expect.stringContaining('apt-get install flite'),
    });
    expect(list.filter(({ available }) => available).map(({ id }) => id)).toEqual(['browser', 'none']);
    expect(await voices.choice('en')).toBe('none');
    await expect(voices.say('flite', aLine(), patient)).rejects.toMatchObject({ code: 'voice_unavailable' });
  });

  test('a voice that gives no audio here says so, and one that is none is not found', async () => {
    await using voices = await open(nothingInstalled);
    for (const id of ['browser', 'none'])
      await expect(voices.say(id, aLine(), patient)).rejects.toMatchObject({ code: 'voice_unavailable' });
    for (const id of ['', 'flit', 'flite:nobody', 'flite:slt; rm -rf /'])
      await expect(voices.say(id, aLine(), patient)).rejects.toMatchObject({ code: 'voice_not_found' });
  });

  test('a program that hangs or breaks is one clear error', async () => {
    await using hanging = await open({ flite: '/bin/cat', timeoutMs: 500 });
    await using broken = await open({ flite: '/bin/false' });
    for (const voices of [hanging, broken])
      await expect(voices.say('flite:slt', aLine(), patient)).rejects.toMatchObject({ code: 'voice_failed' });
  });
});

describe.skipIf(!hasFlite())('a spoken line', () => {
  test('comes as the telephone has it: 8 kHz, and nothing to speak of outside 300 to 3400 Hz', async () => {
    await using voices = await open();
    const { samples, sampleRateHz, voice } = await voices.say('flite', aLine(), patient);
    expect([sampleRateHz, voice]).toEqual([8000, 'flite:slt']);
    const inside = powerIn(samples, 300, 3400);
    expect(decibels(powerIn(samples, 0, 150) / inside)).toBeLessThan(-25);
    expect(decibels(powerIn(samples, 3800, 4000) / inside)).toBeLessThan(-30);
    expect(Math.abs(samples[0] as number)).toBeLessThan(100);
    expect(Math.abs(samples.at(-1) as number)).toBeLessThan(100);
  });

  test('of somebody upset is shorter and louder, whichever voice it is', async () => {
    await using voices = await open();
    for (const voice of ['flite:slt', 'flite:rms']) {
      const calm = await voices.say(voice, aLine({ distress: 1 }), patient);
      const upset = await voices.say(voice, aLine({ distress: 5 }), patient);
      const share = upset.samples.length / calm.samples.length;
      expect(share).toBeGreaterThan(0.7);
      expect(share).toBeLessThan(0.95);
      expect(levelDb(upset) - levelDb(calm)).toBeGreaterThan(3);
    }
  });

  test('is the same each time, also when it was made anew', async () => {
    await using first = await open();
    await using second = await open();
    const one = await first.say('flite', aLine(), patient);
    expect((await first.say('flite', aLine(), patient)).samples).toEqual(one.samples);
    expect((await second.say('flite', aLine(), patient)).samples).toEqual(one.samples);
  });

  test('is spoken by whom it belongs to: a man by a man, a child higher than a grown woman', async () => {
    await using voices = await open();
    const of = (persona: Partial<Line['persona']>) =>
      voices.say(
        'flite',
        aLine({ persona: { age: 40, sex: 'female', manner: 'plain', ...persona } }),
        patient,
      );
    expect((await of({ sex: 'male' })).voice).toBe('flite:rms');
    expect(pitchHz(await of({ age: 6 }))).toBeGreaterThan(pitchHz(await of({})) * 1.2);
  });

  test('cannot be a command: the text is an argument and nothing else', async () => {
    await using voices = await open();
    for (const text of ['-lv', '--version', '"; touch /tmp/earshot-voices-was-here; "', '/etc/passwd']) {
      const { samples } = await voices.say('flite:kal16', aLine({ text }), patient);
      expect(samples.length).toBeGreaterThan(1000);
    }
  });

  test('whose asker goes away is given up at once, and is there for the next', async () => {
    await using voices = await open();
    const reason = new Error('talked over');
    const stop = new AbortController();
    const saying = voices.say('flite', aLine(), stop.signal);
    stop.abort(reason);
    await expect(saying).rejects.toBe(reason);
    expect((await voices.say('flite', aLine(), patient)).samples.length).toBeGreaterThan(8000);
  });

  test('in a language the voice does not speak is refused when nobody else does', async () => {
    await using voices = await open();
    const spanish = aLine({ language: 'es', text: 'Fuego, mi casa.' });
    await expect(voices.say('flite', spanish, patient)).rejects.toMatchObject({ code: 'voice_unavailable' });
  });
});

const fftSize = 1024;

function powerIn(samples: Int16Array, fromHz: number, toHz: number): number {
  const fft = new Fft(fftSize);
  let sum = 0;
  for (let at = 0; at + fftSize <= samples.length; at += fftSize) {
    const re = Float64Array.from(
      { length: fftSize },
      (_, i) => (samples[at + i] as number) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / fftSize)),
    );
    const im = new Float64Array(fftSize);
    fft.transform(re, im);
    for (let bin = 0; bin <= fftSize / 2; bin++) {
      const hz = (bin * 8000) / fftSize;
      if (hz >= fromHz && hz < toHz) sum += (re[bin] as number) ** 2 + (im[bin] as number) ** 2;
    }
  }
  return sum;
}

function decibels(ratio: number): number {
  return 10 * Math.log10(ratio);
}

function levelDb({ samples, sampleRateHz }: Spoken): number {
  return decibels(activeLevel(Float32Array.from(samples), sampleRateHz) ** 2);
}

/** The median over voiced stretches of the lag at which the sound is most like itself. */
function pitchHz({ samples, sampleRateHz }: Spoken): number {
  const window = 400;
  const found: number[] = [];
  for (let at = 0; at + 2 * window < samples.length; at += window) {
    let [best, lag] = [0, 0];
    for (let shift = sampleRateHz / 500; shift < sampleRateHz / 70; shift++) {
      const likeness = correlation(samples, at, at + shift, window);
      if (likeness > best) [best, lag] = [likeness, shift];
    }
    if (best > 0.8) found.push(sampleRateHz / lag);
  }
  return found.toSorted((a, b) => a - b)[Math.floor(found.length / 2)] as number;
}

function correlation(samples: Int16Array, a: number, b: number, length: number): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const [x, y] = [samples[a + i] as number, samples[b + i] as number];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb + 1);
}
