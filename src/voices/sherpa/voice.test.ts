import { describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import { tinyPitchesHz, tinySupertonic } from '../../speech/testing/tiny-supertonic.ts';
import { tinyVits } from '../../speech/testing/tiny-vits.ts';
import { VoicesSettings } from '../settings.ts';
import type { Synthesiser } from '../synthesiser.ts';
import { aLine, hasProgram } from '../testing/lines.ts';
import { withTinyVoices } from '../testing/tiny-synthesis.ts';
import type { Persona } from '../voice.ts';
import { openVoices } from '../voices.ts';
import { openSherpaVoices } from './voice.ts';

const patient = new AbortController().signal;
const noPrograms = VoicesSettings.parse({ flite: '', espeak: '' });
const woman: Persona = { age: 40, sex: 'female', manner: 'plain' };
const supertonic = { 'supertonic-3-int8': tinySupertonic() };

function voicesWith(synthesiser: Synthesiser, settings = noPrograms) {
  return openVoices(settings, { clock: systemClock, log: silentLog, synthesiser });
}

/** How often it swings in a second. */
function hertz(samples: ArrayLike<number>, sampleRateHz: number): number {
  let rises = 0;
  for (let at = 1; at < samples.length; at++)
    if ((samples[at - 1] as number) < 0 && (samples[at] as number) >= 0) rises++;
  return (rises * sampleRateHz) / samples.length;
}

test('a machine without a model says how to have one', async () => {
  await using speech = await withTinyVoices({});
  await using voices = await voicesWith(speech.synthesis);
  const [first] = await voices.list();
  expect(first).toMatchObject({
    id: 'sherpa-onnx',
    available: false,
    problem: expect.stringContaining('earshot models pull supertonic-3-int8'),
  });
  expect(await voices.choice('en')).toBe('none');
});

test('an installed model is the default, before the programs of the system, and until it is removed', async () => {
  await using speech = await withTinyVoices(supertonic);
  await using voices = await voicesWith(speech.synthesis, VoicesSettings.parse({}));
  expect(await voices.choice('en')).toBe('sherpa-onnx');
  expect((await voices.say('sherpa-onnx', aLine(), patient)).voice).toMatch(
    /^sherpa-onnx:supertonic-3-int8:F\d$/,
  );
  await speech.models.remove('supertonic-3-int8');
  expect(await voices.choice('en')).not.toBe('sherpa-onnx');
  await expect(voices.say('sherpa-onnx', aLine(), patient)).rejects.toMatchObject({
    code: 'voice_unavailable',
  });
});

test('speakers are listed with name, sex and language', async () => {
  await using speech = await withTinyVoices({ ...supertonic, tiny: tinyVits() });
  await using engine = openSherpaVoices({ synthesiser: speech.synthesis });
  const outlines = await engine.outlines();
  expect(outlines).toContainEqual({
    id: 'sherpa-onnx:supertonic-3-int8:M2',
    title: 'Supertonic 3, M2, man',
    engine: 'sherpa-onnx',
    language: '*',
    available: true,
    problem: null,
  });
  expect(outlines).toContainEqual(
    expect.objectContaining({ id: 'sherpa-onnx:tiny:1', title: 'tiny, speaker 1', language: 'en' }),
  );
});

test('a person has a voice of their sex, the same each time, and people of other ages other ones', async () => {
  await using speech = await withTinyVoices({ ...supertonic, tiny: tinyVits() });
  await using engine = openSherpaVoices({ synthesiser: speech.synthesis });
  const of = (persona: Partial<Persona>) => engine.fitting({ ...woman, ...persona }, 'en');
  const ages = [20, 21, 22, 23, 24];
  const women = await Promise.all(ages.map((age) => of({ age })));
  expect(new Set(women).size).toBe(5);
  expect(await Promise.all(ages.map((age) => of({ age })))).toEqual(women);
  for (const age of ages) {
    expect(await of({ age, sex: 'female' })).toContain(':F');
    expect(await of({ age, sex: 'male' })).toContain(':M');
  }
  expect(await of({ age: 7, sex: 'male' })).toContain(':F');
});

test('a language only another model speaks is spoken by that one', async () => {
  await using speech = await withTinyVoices({ ...supertonic, tiny: tinyVits({ language: 'Welsh' }) });
  await using engine = openSherpaVoices({ synthesiser: speech.synthesis });
  expect(await engine.fitting(woman, 'cy')).toBe('sherpa-onnx:tiny:0');
  expect(await engine.fitting(woman, 'uk')).toContain('supertonic');
  expect(await engine.speaks('sherpa-onnx:tiny:0', 'en')).toBe(false);
});

test('pitch and rate come out as they were asked for, each by itself', async () => {
  await using speech = await withTinyVoices(supertonic);
  await using engine = openSherpaVoices({ synthesiser: speech.synthesis });
  const say = async (rate: number, pitch: number) => {
    const saying = { text: 'please send somebody', language: 'en', persona: woman, prosody: { rate, pitch } };
    const { samples, sampleRateHz } = await engine.say('sherpa-onnx:supertonic-3-int8:F1', saying, patient);
    return { seconds: samples.length / sampleRateHz, hertz: hertz(samples, sampleRateHz) };
  };
  const [plain, high, fast] = [await say(1, 1), await say(1, 1.3), await say(1.3, 1)];
  expect(plain.hertz).toBeCloseTo(tinyPitchesHz[0] as number, -1);
  expect(high.hertz / plain.hertz).toBeCloseTo(1.3, 1);
  expect(high.seconds / plain.seconds).toBeCloseTo(1, 1);
  expect(fast.hertz / plain.hertz).toBeCloseTo(1, 1);
  expect(plain.seconds / fast.seconds).toBeCloseTo(1.3, 1);
});

test('a line that the model cannot say is a failure of the voice, and the next line is said', async () => {
  await using speech = await withTinyVoices({ tiny: tinyVits() });
  await using voices = await voicesWith(speech.synthesis);
  await expect(voices.say('sherpa-onnx', aLine({ text: '%%%' }), patient)).rejects.toMatchObject({
    code: 'voice_failed',
    details: { program: 'sherpa-onnx', model: 'tiny' },
  });
  expect((await voices.say('sherpa-onnx', aLine(), patient)).samples.length).toBeGreaterThan(8000);
});

test('sound that is none, or none that could be one, is a failure; too loud is made softer', async () => {
  const giving = (sample: number): Synthesiser => ({
    models: () => [{ name: 'm', title: 'M', languages: ['en'], speakers: [{ id: 's', sex: null }] }],
    say: async () => ({ samples: new Float32Array(800).fill(sample), sampleRateHz: 16_000 }),
  });
  const saying = { text: 'help', language: 'en', persona: woman, prosody: { rate: 1, pitch: 1 } };
  for (const sample of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
    await using engine = openSherpaVoices({ synthesiser: giving(sample) });
    await expect(engine.say('sherpa-onnx:m:s', saying, patient)).rejects.toMatchObject({
      code: 'voice_failed',
    });
  }
  await using engine = openSherpaVoices({ synthesiser: giving(4) });
  expect((await engine.say('sherpa-onnx:m:s', saying, patient)).samples[0]).toBe(1);
});

describe.skipIf(!hasProgram('flite'))('beside flite', () => {
  test('a line no installed model speaks is spoken by the program', async () => {
    await using speech = await withTinyVoices({ tiny: tinyVits({ language: 'Welsh' }) });
    await using voices = await voicesWith(speech.synthesis, VoicesSettings.parse({ espeak: '' }));
    expect(await voices.choice('en')).toBe('flite');
    expect((await voices.say('sherpa-onnx', aLine(), patient)).voice).toBe('flite:slt');
  });
});
