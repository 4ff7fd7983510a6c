import { expect, test } from 'vitest';
import { openLanguageModels } from '../../analysis/llm/models.ts';
import { ModelSettings } from '../../analysis/llm/settings.ts';
import { systemClock } from '../../lib/clock.ts';
import { chosenWords } from './choices.ts';
import { DrillSettings } from './settings.ts';

const ledger = { spentToday: async () => 0, record: async () => {} };

function partsWith(names: readonly string[], phraseByModel = false) {
  const { chain } = ModelSettings.parse({ chain: names.map((model) => ({ provider: 'ollama', model })) });
  return {
    models: openLanguageModels(chain, { ledger, clock: systemClock }),
    settings: DrillSettings.parse({ phraseByModel }),
  };
}

test('without a choice words are as written, or as the settings say where there is a model', () => {
  expect(chosenWords(undefined, partsWith(['m']))).toBe('written');
  expect(chosenWords(undefined, partsWith(['m'], true))).toBe('model');
  expect(chosenWords(undefined, partsWith([], true))).toBe('written');
});

test('what was chosen counts, and a model that is not there cannot be chosen', () => {
  expect(chosenWords('written', partsWith(['m'], true))).toBe('written');
  expect(chosenWords('model', partsWith(['m']))).toBe('model');
  expect(() => chosenWords('model', partsWith([]))).toThrow(
    expect.objectContaining({ code: 'no_language_model' }),
  );
});
