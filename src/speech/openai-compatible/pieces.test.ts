import { expect, test } from 'vitest';
import type { Excerpt } from './excerpt.ts';
import { piecesOf } from './pieces.ts';
import { parseReply } from './reply.ts';

const segment = { leg: 1, channel: 1, speechMs: 1000, roomBeforeMs: 0, roomAfterMs: 0 };
/** 1000 to 2000 and 9000 to 10000 of the call, a joint of 300 ms between. */
const excerpt: Excerpt = {
  leg: 1,
  channel: 1,
  segments: [
    { ...segment, startMs: 1000, endMs: 2000 },
    { ...segment, startMs: 9000, endMs: 10_000 },
  ],
  stretches: [
    { startMs: 1000, endMs: 2000 },
    { startMs: 9000, endMs: 10_000 },
  ],
};

function pieces(body: object) {
  return piecesOf(parseReply(JSON.stringify(body), 'application/json'), excerpt).map(
    ({ startMs, endMs, text, words }) => [startMs, endMs, text, words.length],
  );
}

const words = [
  { word: 'My', start: 0.1, end: 0.3 },
  { word: 'dad', start: 0.4, end: 0.8 },
  { word: 'he', start: 1.4, end: 1.5 },
  { word: 'fell', start: 1.6, end: 2.2 },
];

test('a segment over a joint is cut at the word that begins after it, punctuation kept', () => {
  const segments = [{ start: 0, end: 2.3, text: 'My dad... He fell!' }];
  expect(pieces({ text: 'My dad... He fell!', segments, words })).toEqual([
    [1100, 1800, 'My dad...', 2],
    [9100, 9900, 'He fell!', 2],
  ]);
});

test('a segment whose words do not spell its text stays whole', () => {
  const segments = [{ start: 0, end: 2.3, text: 'Father has fallen.' }];
  expect(pieces({ text: 'Father has fallen.', segments, words })).toEqual([
    [1100, 9900, 'Father has fallen.', 4],
  ]);
});

test('segments without words keep the times of their own', () => {
  const segments = [
    { start: 0.1, end: 0.9, text: 'My dad' },
    { start: 1.3, end: 2.3, text: 'fell' },
  ];
  expect(pieces({ text: 'My dad fell', segments })).toEqual([
    [1100, 1900, 'My dad', 0],
    [9000, 10_000, 'fell', 0],
  ]);
});

test('words without segments are put into pieces by where they were said', () => {
  expect(pieces({ text: 'My dad, he fell.', words })).toEqual([
    [1100, 1800, 'My dad,', 2],
    [9100, 9900, 'he fell.', 2],
  ]);
});

test('text without times has those of the speech it was made of', () => {
  expect(pieces({ text: 'My dad fell' })).toEqual([[1000, 10_000, 'My dad fell', 0]]);
  expect(pieces({ text: '' })).toEqual([]);
});
