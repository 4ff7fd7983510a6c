import { expect, test } from 'vitest';
import { trialLanguage, trialSentence, voicesOfModel } from './voice-trial.ts';

test('a model is heard in English where it has it, else in its first language', () => {
  expect(trialLanguage(['de', 'en'])).toBe('en');
  expect(trialLanguage(['fr', 'de'])).toBe('fr');
  expect(trialSentence(['fr'])).toContain('escaliers');
  expect(trialSentence(['uk'])).toBe('');
});

test('of all voices those of one model are offered, by what they are called in it', () => {
  const voice = (id: string, title: string, available = true) => ({
    id,
    title,
    engine: 'sherpa-onnx',
    language: '*',
    available,
    problem: null,
  });
  expect(
    voicesOfModel(
      [
        voice('sherpa-onnx', 'Natural voices, the one that fits'),
        voice('sherpa-onnx:tiny:F1', 'Tiny, F1, woman'),
        voice('sherpa-onnx:tiny-2:F1', 'Tiny 2, F1, woman'),
        voice('sherpa-onnx:tiny:M1', 'Tiny, M1, man', false),
      ],
      'tiny',
    ),
  ).toEqual([{ value: 'sherpa-onnx:tiny:F1', label: 'F1, woman' }]);
});
