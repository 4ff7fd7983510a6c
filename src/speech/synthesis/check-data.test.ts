import { appendFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ModelType } from '../model-types.ts';
import { checkModel } from '../models/check.ts';
import { tinyKokoro, tinyPiper } from '../testing/tiny-espeak-voices.ts';
import { type TinyModel, writeTinyModel } from '../testing/tiny-models.ts';
import { scratchFolder } from '../testing/tiny-sherpa.ts';
import { tinySupertonic } from '../testing/tiny-supertonic.ts';
import { tinyVits } from '../testing/tiny-vits.ts';

const scratch = await scratchFolder();
afterAll(() => scratch[Symbol.asyncDispose]());
let made = 0;

const supertonic = {
  durationPredictor: 'duration_predictor.int8.onnx',
  textEncoder: 'text_encoder.int8.onnx',
  vectorEstimator: 'vector_estimator.int8.onnx',
  vocoder: 'vocoder.int8.onnx',
  ttsJson: 'tts.json',
  unicodeIndexer: 'unicode_indexer.bin',
  voiceStyle: 'voice.bin',
};
const spelling = { model: 'model.onnx', tokens: 'tokens.txt' };
const sounding = { ...spelling, voices: 'voices.bin', espeakData: 'espeak-ng-data' };
const piper = { model: 'en_US-tiny.onnx', tokens: 'tokens.txt', espeakData: 'espeak-ng-data' };

/** A folder of a model, with files that only look like the data of eSpeak: nothing is loaded here. */
async function folderOf(model: TinyModel): Promise<string> {
  const folder = await writeTinyModel(join(scratch.path, String(made++)), model);
  await mkdir(join(folder, 'espeak-ng-data'));
  for (const part of ['phontab', 'phonindex', 'phondata', 'intonations'])
    await writeFile(join(folder, 'espeak-ng-data', part), 'data');
  return folder;
}

test.each([
  ['supertonic', tinySupertonic(), supertonic],
  ['kokoro', tinyKokoro({ af_bella: 220 }), sounding],
  ['vits', tinyVits(), spelling],
  ['vits-espeak', tinyPiper(), piper],
  ['vits-espeak', tinyPiper('coqui'), piper],
] as const)('a whole %s model passes, and its bytes are counted', async (type, model, files) => {
  const { bytes } = await checkModel(await folderOf(model), type, files);
  const written = Object.values(model).reduce((sum, file) => sum + Buffer.from(file as string).length, 0);
  expect(bytes).toBe(written + ('espeakData' in files ? 16 : 0));
});

test.each<[string, ModelType, TinyModel, object, (folder: string) => Promise<unknown>, object]>([
  [
    'styles that were cut off',
    'supertonic',
    tinySupertonic(),
    supertonic,
    (folder) => truncate(join(folder, 'voice.bin'), 100),
    { file: 'voice.bin', reason: '128 bytes are announced, 100 are there' },
  ],
  [
    'styles without shapes',
    'supertonic',
    tinySupertonic(),
    supertonic,
    (folder) => writeFile(join(folder, 'voice.bin'), 'not found'),
    { file: 'voice.bin', reason: 'it does not begin with the shapes of its voices' },
  ],
  [
    'styles that say they are far larger than any file',
    'supertonic',
    tinySupertonic(),
    supertonic,
    (folder) => writeFile(join(folder, 'voice.bin'), new Uint8Array(48).fill(0x7f)),
    { file: 'voice.bin' },
  ],
  [
    'a table of characters with half a number',
    'supertonic',
    tinySupertonic(),
    supertonic,
    (folder) => appendFile(join(folder, 'unicode_indexer.bin'), 'x'),
    { file: 'unicode_indexer.bin' },
  ],
  [
    'settings that are a page',
    'supertonic',
    tinySupertonic(),
    supertonic,
    (folder) => writeFile(join(folder, 'tts.json'), '<html>'),
    { file: 'tts.json', reason: 'it is not JSON' },
  ],
  [
    'settings without what the loader asks for',
    'supertonic',
    tinySupertonic(),
    supertonic,
    (folder) =>
      writeFile(join(folder, 'tts.json'), '{"ae":{"sample_rate":44100,"base_chunk_size":0},"ttl":{}}'),
    { reason: 'it lacks ae.base_chunk_size, ttl.chunk_compress_factor, ttl.latent_dim' },
  ],
  [
    'a network that was cut off',
    'supertonic',
    tinySupertonic(),
    supertonic,
    (folder) => truncate(join(folder, 'vocoder.int8.onnx'), 200),
    { file: 'vocoder.int8.onnx', reason: expect.stringContaining('cut off') },
  ],
  [
    'styles of another number of speakers',
    'kokoro',
    tinyKokoro({ af_bella: 220 }),
    sounding,
    (folder) => appendFile(join(folder, 'voices.bin'), new Uint8Array(400)),
    { file: 'voices.bin', reason: '400 bytes are announced, 800 are there' },
  ],
  [
    'a symbol of two characters',
    'vits',
    tinyVits(),
    spelling,
    (folder) => appendFile(join(folder, 'tokens.txt'), 'ab 90\n'),
    { file: 'tokens.txt', reason: 'the symbol ab is not one character' },
  ],
  [
    'a symbol that is there twice',
    'vits',
    tinyVits(),
    spelling,
    (folder) => appendFile(join(folder, 'tokens.txt'), 'a 90\n'),
    { file: 'tokens.txt', reason: expect.stringContaining('a symbol that was there before') },
  ],
  [
    'no symbol to begin with',
    'vits-espeak',
    tinyPiper(),
    piper,
    (folder) => writeFile(join(folder, 'tokens.txt'), '_ 0\na 1\n$ 2\n'),
    { file: 'tokens.txt', reason: 'it lacks the symbols ^' },
  ],
  [
    'a way to read that is not known',
    'vits',
    tinyVits({ frontend: 'dictionary' }),
    spelling,
    async () => {},
    { reason: 'frontend is dictionary, not characters' },
  ],
])('%s are refused with file and reason', async (_, type, model, files, spoil, details) => {
  const folder = await folderOf(model);
  await spoil(folder);
  await expect(checkModel(folder, type, files)).rejects.toMatchObject({ code: 'model_corrupt', details });
});

test('an empty file of eSpeak is told as missing', async () => {
  const folder = await folderOf(tinyPiper());
  await truncate(join(folder, 'espeak-ng-data', 'phontab'));
  await expect(checkModel(folder, 'vits-espeak', piper)).rejects.toMatchObject({
    code: 'model_file_missing',
    details: { file: 'espeak-ng-data/phontab' },
  });
  await rm(join(folder, 'espeak-ng-data'), { recursive: true });
  await expect(checkModel(folder, 'vits-espeak', piper)).rejects.toMatchObject({
    code: 'model_file_missing',
    details: { file: 'espeak-ng-data' },
  });
});
