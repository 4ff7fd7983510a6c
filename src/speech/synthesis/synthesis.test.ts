import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { toInt16 } from '../../audio/pcm.ts';
import { EarshotError } from '../../errors.ts';
import { bufferSource } from '../../lib/bytes.ts';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import { openSpeech, type Speech } from '../engines.ts';
import { SpeechSettings } from '../settings.ts';
import {
  espeakDataOfSystem,
  tinyKokoro,
  tinyPiper,
  writeEspeakModel,
} from '../testing/tiny-espeak-voices.ts';
import { tinyNemoCtc, writeTinyModel } from '../testing/tiny-models.ts';
import { scratchFolder } from '../testing/tiny-sherpa.ts';
import { tinyPitchesHz, tinySupertonic } from '../testing/tiny-supertonic.ts';
import { tinyVits } from '../testing/tiny-vits.ts';
import type { Words } from './synthesis.ts';

const scratch = await scratchFolder();
afterAll(() => scratch[Symbol.asyncDispose]());
let made = 0;
const freshPath = () => join(scratch.path, String(made++));
const patient = new AbortController().signal;

async function open(settings: object = {}, voiceProcess?: string): Promise<Speech> {
  return await openSpeech(SpeechSettings.parse(settings), {
    modelsFolder: freshPath(),
    log: silentLog,
    clock: { ...systemClock, sleep: async () => {} },
    cores: 2,
    ...(voiceProcess ? { voiceProcess: new URL(`../testing/${voiceProcess}`, import.meta.url) } : {}),
  });
}

async function withVits(settings: object = {}, voiceProcess?: string): Promise<Speech> {
  const speech = await open(settings, voiceProcess);
  await speech.models.import(await writeTinyModel(freshPath(), tinyVits()), { name: 'tiny' });
  return speech;
}

function words(changed: Partial<Words> = {}): Words {
  return { model: 'tiny', speaker: '0', text: 'send help', language: 'en', speed: 1, ...changed };
}

/** How often it swings in a second. */
function hertz({ samples, sampleRateHz }: { samples: Float32Array; sampleRateHz: number }): number {
  const rises = samples.filter(
    (sample, at) => at > 0 && (samples[at - 1] as number) < 0 && sample >= 0,
  ).length;
  return (rises * sampleRateHz) / samples.length;
}

test('what an installed model says is read back word for word by a recogniser', async () => {
  await using speech = await withVits();
  await speech.models.import(await writeTinyModel(freshPath(), tinyNemoCtc()), { name: 'ears' });
  const { samples, sampleRateHz } = await speech.synthesis.say(words({ text: ' send help now' }), patient);
  const pcm = new Int16Array(samples.length);
  toInt16(samples, pcm, 0, 1);
  const durationMs = (samples.length * 1000) / sampleRateHz;
  const heard = await speech.hear({
    audio: { pcm: bufferSource(new Uint8Array(pcm.buffer)), sampleRateHz, channels: 1, durationMs },
    legs: [{ leg: 0, channel: 0, speech: [{ startMs: 0, endMs: durationMs }] }],
    language: 'en',
    hotwords: [],
  });
  expect(heard.turns.map(({ text }) => text)).toEqual(['send help now']);
});

test('a model tells who speaks in it and in which language', async () => {
  await using speech = await withVits();
  expect(speech.synthesis.models()).toEqual([
    {
      name: 'tiny',
      title: 'tiny',
      languages: ['en'],
      speakers: [
        { id: '0', number: 0, sex: null },
        { id: '1', number: 1, sex: null },
      ],
    },
  ]);
});

test('speed and speaker are those that were asked for', async () => {
  await using speech = await withVits();
  const plain = await speech.synthesis.say(words(), patient);
  const fast = await speech.synthesis.say(words({ speed: 1.5 }), patient);
  expect(plain.samples.length / fast.samples.length).toBeCloseTo(1.5, 1);
  const low = await speech.synthesis.say(words({ speaker: '1' }), patient);
  expect(hertz(low) / hertz(plain)).toBeCloseTo(0.5, 1);
});

test('Supertonic says the same each time, by each of its speakers, in one of its languages', async () => {
  await using speech = await open();
  const folder = await writeTinyModel(freshPath(), tinySupertonic());
  await speech.models.import(folder, { name: 'supertonic-3-int8' });
  const [model] = speech.synthesis.models();
  expect(model?.languages).toHaveLength(31);
  expect(model?.speakers.map(({ id }) => id).join(' ')).toBe('F1 F2 F3 F4 F5 M1 M2 M3 M4 M5');
  const say = (speaker: string, language = 'en') =>
    speech.synthesis.say(words({ model: 'supertonic-3-int8', speaker, language }), patient);
  for (const { id, number } of model?.speakers ?? []) {
    expect(hertz(await say(id))).toBeCloseTo(tinyPitchesHz[number] as number, -1);
  }
  expect((await say('M2', 'es-MX')).samples).toEqual((await say('M2', 'es-MX')).samples);
});

test('a Supertonic model that is not in the catalogue is listed by numbers and for no language unless one is given', async () => {
  await using speech = await open();
  const folder = await writeTinyModel(freshPath(), tinySupertonic());
  await speech.models.import(folder, { name: 'unknown' });
  await speech.models.import(folder, { name: 'told', languages: ['fr'] });
  const [told, unknown] = speech.synthesis.models();
  expect(unknown).toMatchObject({ name: 'unknown', languages: ['und'] });
  expect(unknown?.speakers[9]).toEqual({ id: '9', number: 9, sex: null });
  expect(told?.languages).toEqual(['fr']);
});

test('a language the model does not have, and a text it cannot say, are errors and end nothing', async () => {
  await using speech = await withVits();
  const folder = await writeTinyModel(freshPath(), tinySupertonic());
  await speech.models.import(folder, { name: 'supertonic-3-int8' });
  const klingon = words({ model: 'supertonic-3-int8', speaker: 'F1', language: 'tlh' });
  await expect(speech.synthesis.say(klingon, patient)).rejects.toMatchObject({ code: 'internal' });
  await expect(speech.synthesis.say(words({ text: '%%%' }), patient)).rejects.toMatchObject({
    code: 'internal',
  });
  expect((await speech.synthesis.say(words(), patient)).samples.length).toBeGreaterThan(8000);
});

test('a model or speaker that is not there is said to be missing', async () => {
  await using speech = await withVits();
  for (const wrong of [{ model: 'other' }, { speaker: '7' }])
    await expect(speech.synthesis.say(words(wrong), patient)).rejects.toMatchObject({
      code: 'model_missing',
    });
});

test('the settings may name one of several', async () => {
  await using speech = await withVits({ synthesis: { model: 'second' } });
  expect(speech.synthesis.models()).toEqual([]);
  await speech.models.import(await writeTinyModel(freshPath(), tinyVits()), { name: 'second' });
  expect(speech.synthesis.models().map(({ name }) => name)).toEqual(['second']);
});

test('a line that ends its process is tried once more, is then an error, and the next line is said', async () => {
  await using speech = await withVits({}, 'poisonable-voice-process.ts');
  await expect(speech.synthesis.say(words({ text: 'poison' }), patient)).rejects.toMatchObject({
    code: 'child_crashed',
  });
  expect((await speech.synthesis.say(words(), patient)).samples.length).toBeGreaterThan(8000);
  expect(speech.synthesis.models()).toHaveLength(1);
});

test('a line that does not come to an end is given up, and the next one is said', async () => {
  await using speech = await withVits({ synthesis: { lineTimeoutMs: 1500 } }, 'poisonable-voice-process.ts');
  await expect(speech.synthesis.say(words({ text: 'for ever' }), patient)).rejects.toMatchObject({
    code: 'child_timeout',
  });
  expect((await speech.synthesis.say(words(), patient)).samples.length).toBeGreaterThan(8000);
});

/** The processes that loaded the model, in their order. */
async function loadsOf(speech: Speech): Promise<string[]> {
  const [model] = speech.models.installed('synthesis');
  return (await readFile(join(model?.folder as string, 'loads'), 'utf8')).trim().split('\n');
}

test('a model is loaded once for many lines, also when they come at once', async () => {
  await using speech = await withVits({}, 'counting-voice-process.ts');
  await Promise.all(['one', 'two', 'three'].map((text) => speech.synthesis.say(words({ text }), patient)));
  await speech.synthesis.say(words(), patient);
  expect(await loadsOf(speech)).toHaveLength(1);
});

test('a process above its limit of memory is replaced between lines, and every line is said', async () => {
  await using speech = await withVits({ synthesis: { recycleAboveBytes: 1 } }, 'counting-voice-process.ts');
  const said = await Promise.all(
    ['one', 'two', 'three'].map((text) => speech.synthesis.say(words({ text }), patient)),
  );
  for (const { samples } of said) expect(samples.length).toBeGreaterThan(0);
  expect(new Set(await loadsOf(speech)).size).toBeGreaterThanOrEqual(3);
});

test('a model that nobody needs is taken out of memory, and loaded again for the next line', async () => {
  await using speech = await withVits({ synthesis: { unloadAfterMs: 1 } }, 'counting-voice-process.ts');
  await speech.synthesis.say(words(), patient);
  await vi.waitFor(
    async () => {
      await speech.synthesis.say(words(), patient);
      expect((await loadsOf(speech)).length).toBeGreaterThan(1);
    },
    { timeout: 20_000, interval: 100 },
  );
});

test('a model whose file is damaged later counts as damaged, and is not used any more', async () => {
  await using speech = await withVits({ synthesis: { unloadAfterMs: 1 } });
  const [model] = speech.models.installed('synthesis');
  await writeFile(join(model?.folder as string, 'model.onnx'), 'no model');
  await expect(speech.synthesis.say(words(), patient)).rejects.toBeInstanceOf(EarshotError);
  expect(speech.synthesis.models()).toEqual([]);
  expect((await speech.models.list()).find(({ name }) => name === 'tiny')?.state).toBe('damaged');
});

test('a line that is not wanted any more is given up with the reason', async () => {
  await using speech = await withVits();
  const reason = new Error('talked over');
  const stop = new AbortController();
  const saying = speech.synthesis.say(words(), stop.signal);
  stop.abort(reason);
  await expect(saying).rejects.toBe(reason);
});

const espeakData = espeakDataOfSystem();

describe.skipIf(espeakData === null)('with the data of eSpeak', () => {
  test('Kokoro is imported with its folder, and speaks by name', async () => {
    await using speech = await open();
    const kokoro = tinyKokoro({ af_bella: 220, am_adam: 110, zf_xiaoni: 300, bm_george: 120 });
    const folder = await writeEspeakModel(freshPath(), kokoro, espeakData as string);
    expect(await speech.models.import(folder, { name: 'kokoro' })).toMatchObject({ type: 'kokoro' });
    expect(speech.synthesis.models()[0]).toMatchObject({
      languages: ['en'],
      speakers: [
        { id: 'af_bella', number: 0, sex: 'female' },
        { id: 'am_adam', number: 1, sex: 'male' },
        { id: 'bm_george', number: 3, sex: 'male' },
      ],
    });
    const george = await speech.synthesis.say(words({ model: 'kokoro', speaker: 'bm_george' }), patient);
    expect(hertz(george)).toBeCloseTo(120, -1);
  });

  test('Piper is imported with its folder, and speaks', async () => {
    await using speech = await open();
    const folder = await writeEspeakModel(freshPath(), tinyPiper(), espeakData as string);
    expect(await speech.models.import(folder, { name: 'piper' })).toMatchObject({
      type: 'vits-espeak',
      languages: ['en'],
      licence: expect.stringContaining('GPL-3.0'),
    });
    const said = await speech.synthesis.say(words({ model: 'piper' }), patient);
    expect(hertz(said)).toBeCloseTo(200, -1);
  });

  test('a folder without part of that data is refused by the file it lacks', async () => {
    await using speech = await open();
    const folder = await writeEspeakModel(freshPath(), tinyPiper(), espeakData as string);
    await rm(join(folder, 'espeak-ng-data', 'phondata'));
    await expect(speech.models.import(folder)).rejects.toMatchObject({
      code: 'model_file_missing',
      details: { file: 'espeak-ng-data/phondata' },
    });
  });
});
