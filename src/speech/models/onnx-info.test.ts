import { expect, test } from 'vitest';
import { bufferSource } from '../../lib/bytes.ts';
import { tinyNemoCtc } from '../testing/tiny-models.ts';
import { readOnnxInfo } from './onnx-info.ts';

const model = tinyNemoCtc()['model.int8.onnx'] as Uint8Array;

test('metadata are read without loading the model', async () => {
  const info = await readOnnxInfo(bufferSource(model));
  expect(info).toMatchObject({
    format: 'onnx',
    problem: null,
    metadata: { subsampling_factor: '4', model_type: 'EncDecCTCModelBPE' },
  });
});

test('a file cut off anywhere is found to be so', async () => {
  for (const share of [0.1, 0.5, 0.9, 0.999]) {
    const info = await readOnnxInfo(bufferSource(model.subarray(0, Math.floor(model.length * share))));
    expect(info.problem, `cut at ${share}`).toMatch(/cut off|no graph|not an ONNX/);
  }
});

test('only what is needed of a large file is read', async () => {
  let read = 0;
  const source = {
    size: model.length,
    read: async (start: number, end: number) => {
      read += end - start;
      return model.subarray(start, end);
    },
  };
  await readOnnxInfo(source);
  expect(read).toBeLessThan(model.length / 10);
});

test.each([
  ['nothing', new Uint8Array(0), 'the file is empty'],
  ['text', new TextEncoder().encode('<!doctype html><title>Not found</title>'), 'not an ONNX file'],
  ['zeros', new Uint8Array(5000), 'not an ONNX file'],
  ['noise', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251), 'not an ONNX file'],
])('%s is no model', async (_name, bytes, problem) => {
  expect((await readOnnxInfo(bufferSource(bytes))).problem).toBe(problem);
});

test("ONNX Runtime's own format is known, and has no metadata to read", async () => {
  const ort = new Uint8Array(100);
  ort.set(new TextEncoder().encode('ORTM'), 4);
  expect(await readOnnxInfo(bufferSource(ort))).toMatchObject({ format: 'ort', problem: null, metadata: {} });
});

test('no mutation of a model makes the reader fail', async () => {
  for (let seed = 0; seed < 2000; seed++) {
    const mutated = model.slice(0, 4000);
    for (let change = 0; change < 4; change++) {
      mutated[(seed * 2654435761 + change * 40503) % mutated.length] = (seed + change * 31) % 256;
    }
    const info = await readOnnxInfo(bufferSource(mutated));
    expect(info.bytes).toBe(mutated.length);
  }
});
