import { describe, expect, test } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { VoicesSettings } from './settings.ts';
import { activeLevel } from './sound/level.ts';
import { aLine, hasProgram } from './testing/lines.ts';
import { decibels, pitchHz, powerIn } from './testing/spectrum.ts';
import type { Line, Spoken } from './voice.ts';
import { openVoices } from './voices.ts';

const deps = { clock: systemClock, log: silentLog };
const patient = new AbortController().signal;
const nothingInstalled = { flite: 'no-such-flite', espeak: '' };

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

describe.skipIf(!hasProgram('flite'))('a spoken line', () => {
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
    const pitchOf = ({ samples, sampleRateHz }: Spoken) => pitchHz(samples, sampleRateHz);
    expect(pitchOf(await of({ age: 6 }))).toBeGreaterThan(pitchOf(await of({})) * 1.2);
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

  test('in a language nobody here speaks is refused, and else spoken by a voice that does', async () => {
    await using voices = await open({ espeak: 'no-such-espeak' });
    const spanish = aLine({ language: 'es', text: 'Fuego, mi casa.' });
    await expect(voices.say('flite', spanish, patient)).rejects.toMatchObject({ code: 'voice_unavailable' });
    await using more = await open();
    const said = await Promise.allSettled([more.say('flite', spanish, patient)]);
    expect(said).toMatchObject(
      hasProgram('espeak-ng')
        ? [{ status: 'fulfilled', value: { voice: 'espeak-ng:woman' } }]
        : [{ status: 'rejected' }],
    );
  });
});

function levelDb({ samples, sampleRateHz }: Spoken): number {
  return decibels(activeLevel(Float32Array.from(samples), sampleRateHz) ** 2);
}
