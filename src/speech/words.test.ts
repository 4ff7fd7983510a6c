import { expect, test } from 'vitest';
import { confidenceOfAll, type Recognition, toSmallLetters, wordsOf } from './words.ts';

function recognition(parts: Partial<Recognition>): Recognition {
  return { text: '', tokens: [], timestamps: [], durations: [], logProbs: [], language: null, ...parts };
}

const timing = { startMs: 10_000, endMs: 12_000, tokenMs: 80 };

test('tokens become words with times on the call and the mean probability of their tokens', () => {
  const words = wordsOf(
    recognition({
      text: 'He fell.',
      tokens: [' He', ' fe', 'll', '.'],
      timestamps: [0.1, 0.4, 0.6, 0.9],
      durations: [0.2, 0.1, 0.2, 0.1],
      logProbs: [0, Math.log(0.5), Math.log(0.5), Math.log(0.5)],
    }),
    timing,
  );
  expect(words).toEqual([
    { text: 'He', startMs: 10_100, endMs: 10_300, confidence: 1 },
    { text: 'fell.', startMs: 10_400, endMs: 11_000, confidence: 0.5 },
  ]);
});

test('without durations a word ends after a token, at the next word, or where the audio ends', () => {
  const words = wordsOf(
    recognition({ text: 'a b c', tokens: [' a', ' b', ' c'], timestamps: [0, 0.05, 1.95] }),
    timing,
  );
  expect(words.map((word) => [word.startMs, word.endMs])).toEqual([
    [10_000, 10_050],
    [10_050, 10_130],
    [11_950, 12_000],
  ]);
  expect(words[0]?.confidence).toBeNull();
});

test('a model without times gives no words', () => {
  expect(wordsOf(recognition({ text: 'yes', tokens: ['yes'] }), timing)).toEqual([]);
});

test('words that do not spell the text are left out: digits written for spoken numbers', () => {
  const spoken = recognition({ text: '911', tokens: [' nine', ' one', ' one'], timestamps: [0, 0.1, 0.2] });
  expect(wordsOf(spoken, timing)).toEqual([]);
});

test('every ideograph is a word', () => {
  const words = wordsOf(recognition({ text: '救命', tokens: ['救', '命'], timestamps: [0, 0.3] }), timing);
  expect(words.map((word) => word.text)).toEqual(['救', '命']);
});

test('a letter in bytes is put together', () => {
  const tokens = [' caf', '<0xC3>', '<0xA9>'];
  const words = wordsOf(recognition({ text: 'café', tokens, timestamps: [0, 0.1, 0.1] }), timing);
  expect(words.map((word) => word.text)).toEqual(['café']);
});

test('a model of capitals is read in small letters', () => {
  const small = toSmallLetters(recognition({ text: 'HELP ME', tokens: [' HELP', ' ME', '<0xC3>'] }));
  expect(small).toMatchObject({ text: 'help me', tokens: [' help', ' me', '<0xC3>'] });
});

test('confidence of a segment is null where the model gives none', () => {
  expect(confidenceOfAll(recognition({ text: 'a' }))).toBeNull();
  expect(confidenceOfAll(recognition({ logProbs: [0, Math.log(0.25)] }))).toBe(0.5);
});
