import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tinyNemoCtc, writeTinyModel } from '../testing/tiny-models.ts';
import { tinyNemoTransducer, tinyTransducer } from '../testing/tiny-transducers.ts';
import { checkModel } from './check.ts';

const root = await mkdtemp(join(tmpdir(), 'earshot-check-'));
afterAll(() => rm(root, { recursive: true, force: true }));

let made = 0;
const transducerFiles = {
  encoder: 'encoder.int8.onnx',
  decoder: 'decoder.int8.onnx',
  joiner: 'joiner.int8.onnx',
  tokens: 'tokens.txt',
};

async function tdtFolder(): Promise<string> {
  return writeTinyModel(join(root, String(made++)), tinyNemoTransducer());
}

test('a whole model passes and tells what it is', async () => {
  const checked = await checkModel(await tdtFolder(), 'nemo-transducer', transducerFiles);
  expect(checked.tokens?.ids.size).toBe(39);
  expect(checked.metadata.encoder).toMatchObject({ vocab_size: '38' });
});

test('a missing file is named', async () => {
  const folder = await tdtFolder();
  await rm(join(folder, 'joiner.int8.onnx'));
  await expect(checkModel(folder, 'nemo-transducer', transducerFiles)).rejects.toMatchObject({
    code: 'model_file_missing',
    details: { file: 'joiner.int8.onnx' },
  });
});

test('a file that was cut off is named with the reason', async () => {
  const folder = await tdtFolder();
  await truncate(join(folder, 'encoder.int8.onnx'), 9000);
  await expect(checkModel(folder, 'nemo-transducer', transducerFiles)).rejects.toMatchObject({
    code: 'model_corrupt',
    details: { file: 'encoder.int8.onnx', reason: expect.stringContaining('cut off') },
  });
});

test('a model of another kind under the right name is refused by what it lacks', async () => {
  const folder = await tdtFolder();
  await writeFile(join(folder, 'encoder.int8.onnx'), tinyNemoCtc()['model.int8.onnx'] as Uint8Array);
  await expect(checkModel(folder, 'nemo-transducer', transducerFiles)).rejects.toMatchObject({
    code: 'model_corrupt',
    details: { reason: expect.stringContaining('pred_rnn_layers') },
  });
});

test('a token table of another model is refused by its length', async () => {
  const folder = await tdtFolder();
  await writeFile(join(folder, 'tokens.txt'), 'a 0\nb 1\n<blk> 2\n');
  await expect(checkModel(folder, 'nemo-transducer', transducerFiles)).rejects.toMatchObject({
    code: 'model_corrupt',
    details: { file: 'tokens.txt' },
  });
});

test('a token table whose blank is not last is refused for a model that needs it there', async () => {
  const folder = await tdtFolder();
  await writeFile(join(folder, 'tokens.txt'), tinyTransducer()['tokens.txt'] as string);
  await expect(checkModel(folder, 'nemo-transducer', transducerFiles)).rejects.toMatchObject({
    details: { reason: 'the blank is not the last symbol' },
  });
});

test('a token table with a broken line is refused with the line', async () => {
  const folder = await tdtFolder();
  await writeFile(join(folder, 'tokens.txt'), 'a 0\nb\n<blk> 2\n');
  await expect(checkModel(folder, 'nemo-transducer', transducerFiles)).rejects.toMatchObject({
    details: { reason: 'line 2 is not "symbol id"' },
  });
});
