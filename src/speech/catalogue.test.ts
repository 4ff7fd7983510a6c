import { expect, test } from 'vitest';
import { catalogue, defaultModel, downloadUrl, hears, smallMachineModel } from './catalogue.ts';
import { modelTypes } from './model-types.ts';

test('every model has the files its type needs, under distinct names', () => {
  for (const model of catalogue) {
    expect(Object.keys(model.files).sort(), model.name).toEqual(modelTypes[model.type].roles.toSorted());
  }
  expect(new Set(catalogue.map((model) => model.name)).size).toBe(catalogue.length);
});

test('digests are digests, and only given with a size', () => {
  for (const { name, download } of catalogue) {
    if (download.sha256 === null) continue;
    expect(download.sha256, name).toMatch(/^[0-9a-f]{64}$/);
    expect(download.bytes, name).toBeGreaterThan(1_000_000);
  }
});

test('the recommended models are there, the best for English telephone calls first', () => {
  expect(catalogue[0]?.name).toBe(defaultModel);
  expect(catalogue.find((model) => model.name === smallMachineModel)?.recommended).toBe('small machines');
  expect(catalogue.some((model) => model.type === 'pyannote-segmentation')).toBe(true);
  expect(catalogue.some((model) => model.type === 'speaker-embedding')).toBe(true);
});

test('who speaks is told of models that speak and of no others, each with a number of its own', () => {
  for (const { name, type, speakers } of catalogue) {
    expect(speakers !== undefined, name).toBe(modelTypes[type].job === 'synthesis');
    expect(speakers?.map(({ number }) => number) ?? [], name).toEqual([...(speakers ?? []).keys()]);
  }
});

test('an address is made from the mirror, the release and the file', () => {
  const [model] = catalogue;
  expect(model && downloadUrl(model, 'https://mirror.example/m/')).toBe(
    'https://mirror.example/m/asr-models/sherpa-onnx-nemo-parakeet-tdt-0.6b-v2-int8.tar.bz2',
  );
});

test('a language is heard by its primary tag, and an unknown one by any model', () => {
  expect(hears(['en'], 'en-US')).toBe(true);
  expect(hears(['en'], 'es')).toBe(false);
  expect(hears(['*'], 'es')).toBe(true);
  expect(hears(['en'], null)).toBe(true);
});
