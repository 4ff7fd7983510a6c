import { expect, test } from 'vitest';
import { hasTimes, parseReply } from './reply.ts';

const json = (value: unknown) => parseReply(JSON.stringify(value), 'application/json');

test('OpenAI: segments, and words beside them', () => {
  const reply = json({
    language: 'english',
    text: 'Hello there.',
    segments: [{ start: 0, end: 1.5, text: ' Hello there.', avg_logprob: Math.log(0.8) }],
    words: [
      { word: 'Hello', start: 0, end: 0.5 },
      { word: 'there', start: 0.6, end: 1.5 },
    ],
  });
  expect(reply).toMatchObject({ language: 'en', text: 'Hello there.' });
  expect(reply.segments).toMatchObject([{ startS: 0, endS: 1.5, text: 'Hello there.', confidence: 0.8 }]);
  expect(reply.words).toHaveLength(2);
});

test('faster-whisper servers: words inside the segments, with probabilities', () => {
  const reply = json({
    text: 'Hi',
    segments: [
      { start: 0, end: 1, text: 'Hi', words: [{ word: ' Hi', start: 0.1, end: 0.9, probability: 0.75 }] },
    ],
  });
  expect(reply.segments[0]?.words).toEqual([{ startS: 0.1, endS: 0.9, text: 'Hi', confidence: 0.75 }]);
});

test('bare text in JSON, as a JSON text, or plain', () => {
  expect(json({ text: ' Hi ' })).toMatchObject({ text: 'Hi', segments: [], words: [] });
  expect(json('Hi').text).toBe('Hi');
  expect(parseReply('Hi\n', 'text/plain; charset=utf-8').text).toBe('Hi');
  expect(hasTimes(json({ text: 'Hi' }))).toBe(false);
});

test('segments without a text get it together from their parts', () => {
  expect(
    json({
      segments: [
        { start: 0, end: 1, text: 'a' },
        { start: 1, end: 2, text: 'b' },
      ],
    }).text,
  ).toBe('a b');
});

test('parts that lack their times are passed over, the rest is kept', () => {
  const reply = json({
    text: 'one two',
    segments: [
      { text: 'one' },
      { start: 'x', end: 2, text: 'no' },
      null,
      { start: 1, end: 0.5, text: 'two' },
    ],
    words: [{ word: 'one' }, { word: '', start: 0, end: 1 }, 7, { text: 'two', start: 1, end: 0.5 }],
  });
  expect(reply.segments).toMatchObject([{ startS: 1, endS: 1, text: 'two' }]);
  expect(reply.words).toMatchObject([{ startS: 1, endS: 1, text: 'two' }]);
});

test.each([
  ['', 'application/json'],
  ['<html></html>', 'text/html'],
  [' <!DOCTYPE html><p>', 'text/plain'],
  ['{"text":', 'application/json'],
  ['{"segments":"none"}', 'application/json'],
  ['[]', 'application/json'],
  ['null', 'application/json'],
])('the answer %j cannot be read', (body, type) => {
  expect(() => parseReply(body, type)).toThrow(expect.objectContaining({ code: 'speech_engine_failed' }));
});
