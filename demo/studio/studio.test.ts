import { expect, test } from 'vitest';
import { alignWords, type Sound } from './align.ts';
import { breathsOf, shownText } from './script.ts';

function sounds(phones: string): Sound[] {
  return phones.split(' ').map((phone, i) => ({ phone, startMs: i * 100, endMs: i * 100 + 100 }));
}

test('words get the sounds they have alone', () => {
  expect(alignWords([['ay'], ['n', 'ow']], sounds('ay n ow'))).toEqual([
    { startMs: 0, endMs: 100 },
    { startMs: 100, endMs: 300 },
  ]);
});

test('a word whose vowel changed in the sentence keeps its place', () => {
  // "to the end": the vowels of "to" and "the" differ from those of the words alone.
  const alone = [
    ['t', 'uw'],
    ['dh', 'ax'],
    ['eh', 'n', 'd'],
  ];
  expect(alignWords(alone, sounds('t ax dh iy eh n d')).map(({ startMs }) => startMs)).toEqual([0, 200, 400]);
});

test('a sound that was swallowed moves no other word', () => {
  const alone = [
    ['l', 'ae', 's', 't'],
    ['n', 'ay', 't'],
  ];
  expect(alignWords(alone, sounds('l ae s n ay t')).map(({ startMs }) => startMs)).toEqual([0, 300]);
});

test('a word without any sound is refused', () => {
  expect(() => alignWords([['t', 'uw'], []], sounds('t uw'))).toThrow('no sound');
});

test('a line is cut into breaths at sentence ends and written pauses', () => {
  const breaths = breathsOf('Okay. Hang on [700] {911,|nine one one,} it is {Ms.|miz} Voss.');
  expect(breaths.map(({ words, pauseMs }) => [words.map(({ spoken }) => spoken).join(' '), pauseMs])).toEqual(
    [
      ['Okay.', null],
      ['Hang on', 700],
      ['nine one one, it is miz Voss.', null],
    ],
  );
});

test('the transcript shows what is written before the bar', () => {
  expect(shownText('Uh, {911,|nine one one,} [400] hello.')).toBe('Uh, 911, hello.');
});

test('a brace left open is refused', () => {
  expect(() => breathsOf('It is {911 or so')).toThrow('malformed');
});

test('a pause before the first word is refused', () => {
  expect(() => breathsOf('[300] Hello.')).toThrow('pauseMs');
});
