import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import type { CatalogueModel } from './catalogue-model.ts';
import { openSpeech, type Speech } from './engines.ts';
import { SpeechSettings } from './settings.ts';
import { archiveOf, serveModel } from './testing/model-server.ts';
import { spokenCall } from './testing/spoken-call.ts';
import { tinySegmentation, tinySpeakerEmbedding } from './testing/tiny-diarization.ts';
import { tinyNemoCtc, writeTinyModel } from './testing/tiny-models.ts';
import { scratchFolder } from './testing/tiny-sherpa.ts';
import { tinyNemoTransducer, tinyTransducer } from './testing/tiny-transducers.ts';
import { serveTranscription } from './testing/transcription-server.ts';

const scratch = await scratchFolder();
afterAll(() => scratch[Symbol.asyncDispose]());
let made = 0;
const freshPath = () => join(scratch.path, String(made++));

const archive = await archiveOf('english-archive', tinyNemoCtc());

function entry(name: string, languages: string[]): CatalogueModel {
  return {
    name,
    title: name,
    type: 'nemo-ctc',
    files: { model: 'model.int8.onnx', tokens: 'tokens.txt' },
    download: {
      release: 'models',
      file: `${name}-archive.tar.bz2`,
      bytes: archive.length,
      sha256: createHash('sha256').update(archive).digest('hex'),
    },
    diskBytes: 14_000,
    licence: 'test',
    languages,
    accuracy: null,
    recommended: null,
  };
}

const catalogue = [entry('english', ['en']), entry('spanish', ['es', 'en'])];

interface Opened {
  speech: Speech;
  modelsFolder: string;
}

async function open(settings: object = {}): Promise<Opened & AsyncDisposable> {
  const modelsFolder = freshPath();
  const speech = await openSpeech(SpeechSettings.parse(settings), {
    modelsFolder,
    catalogue,
    log: silentLog,
    clock: { ...systemClock, sleep: async () => {} },
    cores: 2,
  });
  return { speech, modelsFolder, [Symbol.asyncDispose]: () => speech[Symbol.asyncDispose]() };
}

async function install(speech: Speech, name: string): Promise<void> {
  await speech.models.import(await writeTinyModel(freshPath(), tinyNemoCtc()), { name });
}

function call(language: string | null = null) {
  return spokenCall({ sayings: [{ leg: 0, atMs: 400, text: 'send help' }], durationMs: 2500, language });
}

test('without a model and an endpoint nothing hears, and the error says so', async () => {
  await using opened = await open();
  expect(opened.speech.current()).toBeNull();
  await expect(opened.speech.hear(call())).rejects.toMatchObject({
    code: 'speech_engine_missing',
    details: { reason: 'no model is installed and no endpoint is set' },
  });
});

test('an installed model hears, and the answer says which it was', async () => {
  await using opened = await open();
  await install(opened.speech, 'english');
  expect(opened.speech.current()).toEqual({ name: 'sherpa-onnx', model: 'english' });
  const heard = await opened.speech.hear(call());
  expect(heard.turns.map((turn) => turn.text)).toEqual(['send help']);
  expect(heard.engine).toEqual({ name: 'sherpa-onnx', model: 'english' });
});

test('a call that waits can go on once a model has arrived', async () => {
  await using server = await serveModel(archive);
  await using opened = await open({ mirror: server.url });
  const { speech } = opened;
  const arrived = Promise.withResolvers<void>();
  let calls = 0;
  speech.onChange(() => {
    calls++;
    arrived.resolve();
  });
  await expect(speech.hear(call())).rejects.toMatchObject({ code: 'speech_engine_missing' });
  await speech.models.pull('english');
  await arrived.promise;
  expect((await speech.hear(call())).turns).toHaveLength(1);
  // Not for the progress of a download: only for what can be used.
  expect(calls).toBe(1);
});

test('a listener that stopped listening is not called', async () => {
  await using opened = await open();
  let calls = 0;
  const stop = opened.speech.onChange(() => calls++);
  stop();
  await install(opened.speech, 'english');
  expect(calls).toBe(0);
});

test('the language of a call decides which model hears it', async () => {
  await using opened = await open({ language: 'en' });
  const { speech } = opened;
  await install(speech, 'spanish');
  await install(speech, 'english');
  expect(speech.current()?.model).toBe('english');
  expect(speech.current('es-MX')?.model).toBe('spanish');
  const heard = await speech.hear(call('es'));
  expect([heard.engine.model, heard.language]).toEqual(['spanish', 'es']);
});

test('a call in a language no installed model knows waits instead of getting words that were not said', async () => {
  await using opened = await open();
  await install(opened.speech, 'english');
  await expect(opened.speech.hear(call('fr'))).rejects.toMatchObject({
    code: 'speech_engine_missing',
    details: { language: 'fr', installed: ['english'] },
  });
});

test('the model of the settings is used, or nothing', async () => {
  await using opened = await open({ model: 'spanish' });
  await install(opened.speech, 'english');
  expect(opened.speech.current()).toBeNull();
  await expect(opened.speech.hear(call())).rejects.toMatchObject({ details: { model: 'spanish' } });
  await install(opened.speech, 'spanish');
  expect(opened.speech.current()?.model).toBe('spanish');
});

test('an endpoint comes before models, unless the settings say otherwise', async () => {
  await using server = await serveTranscription(() => ({ body: { text: 'from afar' } }));
  const endpoint = { url: server.url, model: 'far' };
  await using auto = await open({ endpoint });
  await install(auto.speech, 'english');
  expect(auto.speech.current()).toEqual({ name: 'openai-compatible', model: 'far' });
  expect((await auto.speech.hear(call())).turns[0]?.text).toBe('from afar');
  await using local = await open({ endpoint, engine: 'sherpa-onnx' });
  await install(local.speech, 'english');
  expect(local.speech.current()?.name).toBe('sherpa-onnx');
  await using none = await open({ endpoint, engine: 'none' });
  expect(none.speech.current()).toBeNull();
});

test('an endpoint that is wanted but not set is a wrong setting', async () => {
  await expect(open({ engine: 'openai-compatible' })).rejects.toMatchObject({ code: 'setting_invalid' });
});

test('a model that breaks after it was installed is refused, shown as damaged, and no longer chosen', async () => {
  await using opened = await open();
  const { speech, modelsFolder } = opened;
  await install(speech, 'english');
  await install(speech, 'spanish');
  await writeFile(join(modelsFolder, 'english', 'model.int8.onnx'), 'broken');
  let changes = 0;
  speech.onChange(() => changes++);
  await expect(speech.hear(call())).rejects.toMatchObject({ code: 'model_corrupt' });
  expect(changes).toBe(1);
  expect(speech.current()?.model).toBe('spanish');
  const [listed] = await speech.models.list();
  expect(listed).toMatchObject({ name: 'english', state: 'damaged', problem: { code: 'model_corrupt' } });
  expect((await speech.hear(call())).turns).toHaveLength(1);
});

test('a model that loads but recognises nothing any more is found out by a trial, and marked', async () => {
  await using opened = await open();
  const { speech, modelsFolder } = opened;
  await speech.models.import(await writeTinyModel(freshPath(), tinyNemoTransducer()), { name: 'english' });
  // Whole, and with all metadata, but of another model: only the loader can tell.
  await writeFile(
    join(modelsFolder, 'english', 'joiner.int8.onnx'),
    tinyNemoTransducer()['decoder.int8.onnx'] as Uint8Array,
  );
  await expect(speech.hear(call())).rejects.toMatchObject({ code: 'model_corrupt' });
  expect(speech.current()).toBeNull();
});

test('the models that tell speakers apart are given when both are there', async () => {
  await using opened = await open();
  const { speech, modelsFolder } = opened;
  await speech.models.import(await writeTinyModel(freshPath(), tinySegmentation()), { name: 'segments' });
  expect(speech.diarizationModels()).toBeNull();
  await speech.models.import(await writeTinyModel(freshPath(), tinySpeakerEmbedding()), { name: 'voices' });
  expect(speech.diarizationModels()).toEqual({
    segmentation: join(modelsFolder, 'segments', 'model.onnx'),
    embedding: join(modelsFolder, 'voices', 'nemo_en_titanet_small.onnx'),
  });
  expect(speech.current()).toBeNull();
});

test('a model installed anew is loaded anew', async () => {
  await using opened = await open();
  const { speech } = opened;
  await install(speech, 'english');
  await speech.hear(call());
  await install(speech, 'english');
  expect((await speech.hear(call())).turns).toHaveLength(1);
});

test('hot words of the settings and of their file change what a zipformer hears', async () => {
  const hotWordsFile = freshPath();
  // So strong that what sounds alike is written even where it was not said.
  await writeFile(hotWordsFile, 'main streft\n');
  await using opened = await open({ hotWords: ['Ladder 4'], hotWordsFile, sherpa: { hotWordsScore: 10 } });
  const { speech } = opened;
  await speech.models.import(await writeTinyModel(freshPath(), tinyTransducer()), { name: 'zipformer' });
  expect(speech.takesHotWords()).toBe(true);
  expect(speech.hotWords.shared()).toHaveLength(2);
  const said = spokenCall({ sayings: [{ leg: 0, atMs: 400, text: 'main street' }], durationMs: 3500 });
  expect((await speech.hear(said)).turns.map((turn) => turn.text)).toEqual(['main streft']);
});

test('hot words go to an endpoint, behind those of the call', async () => {
  await using server = await serveTranscription(() => ({ body: { text: 'send help' } }));
  await using opened = await open({ endpoint: { url: server.url }, hotWords: ['Oak Street', 'Ladder 4'] });
  await opened.speech.hear({ ...call(), hotwords: ['Medic 12', 'Ladder 4'] });
  expect(server.requests[0]?.fields.prompt).toEqual(['Medic 12, Ladder 4, Oak Street']);
});

test('hot words are told to be of no use where the model takes none', async () => {
  await using opened = await open({ hotWords: ['Oak Street'] });
  await install(opened.speech, 'english');
  expect(opened.speech.takesHotWords()).toBe(false);
  expect((await opened.speech.hear(call())).turns.map((turn) => turn.text)).toEqual(['send help']);
});
