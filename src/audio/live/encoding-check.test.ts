import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openResampler } from '../resample.ts';
import { encoded } from '../testing/encoded.ts';
import { listen } from '../testing/listen.ts';
import { seededRandom } from '../testing/random.ts';
import { high, low, speak } from '../testing/voices.ts';
import { EncodingCheck, type SampleEncoding, sampleEncodings } from './encoding-check.ts';

const rateHz = 8000;
const random = seededRandom(5);
const noise = () => random() + random() + random() + random() - 2;

function sound(seconds: number, at: (seconds: number, n: number) => number): Float32Array {
  return Float32Array.from({ length: rateHz * seconds }, (_, n) => at(n / rateHz, n));
}

const sine = (hz: number, t: number) => Math.sin(2 * Math.PI * hz * t);

function voice(seconds: number, gain = 0.5, who = low): Float32Array {
  const spoken = speak(who, seconds, seededRandom(3));
  const peak = spoken.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return spoken.map((sample) => (sample * gain) / peak);
}

/** The samples of a modem: one of sixteen points of a carrier, so many times a second. */
function modem(carrierHz: number, symbolsPerS: number): Float32Array {
  const steps = [-3, -1, 1, 3];
  const points = Array.from({ length: symbolsPerS * 7 }, () => [random(), random()]);
  return sound(6, (t) => {
    const [i, q] = points[Math.floor(t * symbolsPerS)]!.map((one) => steps[Math.floor(one * 4)]!);
    return 0.1 * (i! * Math.cos(2 * Math.PI * carrierHz * t) - q! * sine(carrierHz, t));
  });
}

/** In pieces of 20 ms; when it was said, in milliseconds of what the bytes really are. */
function check(bytes: Uint8Array, said: SampleEncoding, pieceBytes = 320) {
  const one = new EncodingCheck(said);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const found = one.push(bytes.subarray(at, at + pieceBytes));
    if (found) return { found, atByte: at + pieceBytes };
  }
  return null;
}

const bytesPerS = (encoding: SampleEncoding) => rateHz * (encoding.startsWith('pcm') ? 2 : 1);

for (const is of sampleEncodings) {
  for (const said of sampleEncodings.filter((one) => one !== is)) {
    test(`${is} that is said to be ${said} is noticed within the first seconds of speech`, () => {
      for (const who of [low, high]) {
        const bytes = encoded(voice(6, 0.5, who), is);
        const noticed = check(bytes, said, is.startsWith('pcm') ? 320 : 160);
        expect(noticed?.found).toBe(is);
        expect(noticed!.atByte / bytesPerS(is)).toBeLessThan(4);
      }
    });
  }
}

test('whichever byte is first, a quiet voice is not mistaken for the other while nothing tells them apart', () => {
  const quiet = encoded(voice(6, 0.003), 'pcm_s16le');
  expect(check(quiet, 'mulaw')?.found ?? null).toBeNull();
  const bytes = Buffer.concat([quiet, encoded(voice(6), 'pcm_s16le')]);
  expect(check(bytes, 'mulaw')?.found).toBe('pcm_s16le');
});

test('it is said once, however long the call goes on', () => {
  const one = new EncodingCheck('pcm_s16le');
  const bytes = encoded(voice(20), 'mulaw');
  const said = [];
  for (let at = 0; at < bytes.length; at += 160) said.push(one.push(bytes.subarray(at, at + 160)));
  expect(said.filter((found) => found !== null)).toEqual(['mulaw']);
});

test('silence and a quiet line before the first word do not keep it from being noticed', () => {
  const line = sound(20, () => 0.001 * noise());
  const bytes = Buffer.concat([encoded(line, 'mulaw'), encoded(voice(6), 'mulaw')]);
  expect(check(bytes, 'pcm_s16le', 160)?.found).toBe('mulaw');
});

const loud = [0.0005, 0.01, 0.3];
const sounds: Record<string, Float32Array> = {
  silence: sound(6, () => 0),
  'a steady level': sound(6, () => 0.25),
  'the last bit': sound(6, () => Math.round(noise()) / 32_768),
  ...Object.fromEntries(loud.map((gain) => [`white noise of ${gain}`, sound(6, () => gain * noise())])),
  ...Object.fromEntries(
    [50, 440, 1_004, 2_100, 3_000, 3_900].flatMap((hz) =>
      loud.map((gain) => [`a tone of ${hz} Hz and ${gain}`, sound(6, (t) => gain * sine(hz, t))]),
    ),
  ),
  ...Object.fromEntries(
    [30, 440].flatMap((hz) =>
      [0.01, 0.3, 0.999].map((gain) => [
        `a square wave of ${hz} Hz and ${gain}`,
        sound(6, (t) => (sine(hz, t) < 0 ? -gain : gain)),
      ]),
    ),
  ),
  'keys that are pressed': sound(6, (t) => (t % 0.2 < 0.1 ? 0.3 * (sine(770, t) + sine(1_336, t)) : 0)),
  'a line that rings': sound(6, (t) => (t % 6 < 2 ? 0.1 * (sine(440, t) + sine(480, t)) : 0)),
  'a fax that answers': sound(6, (t) => 0.3 * sine(t % 1 < 0.5 ? 1_650 : 1_850, t)),
  'a modem of 2400 symbols': modem(1_800, 2_400),
  'a modem of 1600 symbols': modem(1_700, 1_600),
  'hold music': sound(6, (t) => {
    const chord = [
      [220, 277, 330],
      [196, 247, 294],
    ][Math.floor(t) % 2]!;
    const tones = chord.flatMap((hz) => [1, 2, 3, 5].map((n) => sine(hz * n, t) / n));
    return 0.08 * tones.reduce((sum, one) => sum + one, 0) * (0.5 + 0.5 * Math.exp(-3 * ((4 * t) % 1)));
  }),
  drums: sound(6, (t) => Math.exp(-20 * ((4 * t) % 1)) * (0.3 * noise() + 0.3 * sine(60, t))),
  'clipped speech': voice(6, 5).map((sample) => Math.max(-1, Math.min(0.999, sample))),
  'speech that is nothing but clipped': voice(6, 50).map((sample) => Math.max(-1, Math.min(0.999, sample))),
  'quiet speech': voice(6, 0.01),
  'speech in eight bits': voice(6).map((sample) => Math.round(sample * 100) / 128),
  'speech in noise as loud as itself': voice(6, 0.1).map((sample) => sample + 0.03 * noise()),
  'speech on a steady level': voice(6, 0.3).map((sample) => sample + 0.2),
};

test.each(Object.entries(sounds))('%s is never taken for another encoding', (_, samples) => {
  for (const encoding of sampleEncodings) expect(check(encoded(samples, encoding), encoding)).toBeNull();
});

test('sound at other rates is not either', () => {
  for (const toHz of [16_000, 48_000]) {
    const resampler = openResampler(rateHz, toHz);
    const samples = resampler.push(voice(4));
    for (const encoding of sampleEncodings) expect(check(encoded(samples, encoding), encoding)).toBeNull();
  }
});

test('pieces with an odd byte, and none at all, do no harm', () => {
  const bytes = encoded(voice(6), 'mulaw');
  expect(check(bytes, 'mulaw', 161)).toBeNull();
  expect(check(bytes, 'pcm_s16le', 161)?.found).toBe('mulaw');
  expect(new EncodingCheck('mulaw').push(new Uint8Array(0))).toBeNull();
  expect(new EncodingCheck('pcm_s16le').push(Uint8Array.of(7))).toBeNull();
});

test('no recording of the demonstration raises a false alarm, in any encoding', async () => {
  const folder = join(import.meta.dirname, '../../../demo/calls');
  const files = readdirSync(folder).filter((name) => /\.(ogg|mp3|wav)$/.test(name));
  const alarms: string[] = [];
  for (const name of files) {
    const { channels } = await listen(readFileSync(join(folder, name)), name);
    for (const samples of channels)
      for (const encoding of sampleEncodings)
        if (check(encoded(samples, encoding), encoding)) alarms.push(`${name} as ${encoding}`);
  }
  expect(files.length).toBeGreaterThan(10);
  expect(alarms).toEqual([]);
}, 120_000);
