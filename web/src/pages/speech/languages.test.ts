import { expect, test } from 'vitest';
import { languagesOf } from './languages.ts';

test('a few languages are named, many are counted', () => {
  expect(languagesOf(['en', 'de'], 'en')).toBe('English, German');
  expect(languagesOf(['en', 'de', 'fr', 'es', 'it'], 'en')).toBe('5 languages');
  expect(languagesOf(['*'], 'en')).toBe('many languages');
});

test('what is no language tag is shown as it is', () => {
  expect(languagesOf(['1?'], 'en')).toBe('1?');
});
