import { expect, test } from 'vitest';
import { z } from 'zod';
import { listSettings, readSettings, unknownVariables } from './settings.ts';

const Schema = z.strictObject({
  port: z.int().default(8911).describe('The port.'),
  name: z.string().optional(),
  speech: z
    .strictObject({
      maxSegmentMs: z.int().default(15_000),
      words: z.array(z.string()).default([]),
      on: z.boolean().default(true),
    })
    .prefault({}),
});

const read = (sources: { env?: Record<string, string>; file?: string; flags?: Record<string, unknown> }) =>
  readSettings(Schema, { env: {}, file: null, flags: {}, ...sources });

test('without anything set the defaults hold', () => {
  expect(read({})).toEqual({ port: 8911, speech: { maxSegmentMs: 15_000, words: [], on: true } });
});

test('the command line beats the environment, which beats the file', () => {
  const file = 'port: 1\nspeech:\n  maxSegmentMs: 2\n';
  const env = { EARSHOT_PORT: '3', EARSHOT_SPEECH_WORDS: '[oak, elm]', EARSHOT_SPEECH_ON: 'false' };
  expect(read({ file, env, flags: { port: 4 } })).toEqual({
    port: 4,
    speech: { maxSegmentMs: 2, words: ['oak', 'elm'], on: false },
  });
});

test('a text that looks like a number stays a text where a text is wanted', () => {
  expect(read({ env: { EARSHOT_NAME: '911' } }).name).toBe('911');
});

test('an empty variable counts as not set', () => {
  expect(read({ env: { EARSHOT_PORT: '' } }).port).toBe(8911);
});

test('all problems are told at once, by path', () => {
  const broken = () => read({ file: 'prot: 1\nspeech: { maxSegmentMs: soon }' });
  expect(broken).toThrowError(
    expect.objectContaining({
      code: 'setting_invalid',
      details: { problems: [expect.objectContaining({ setting: 'speech.maxSegmentMs' }), expect.anything()] },
    }),
  );
});

test('a file that is not YAML, or not a mapping, is refused', () => {
  expect(() => read({ file: 'a: [' })).toThrowError(expect.objectContaining({ code: 'setting_invalid' }));
  expect(() => read({ file: '- a' })).toThrowError(expect.objectContaining({ code: 'setting_invalid' }));
});

test('a misspelt variable is noticed', () => {
  expect(unknownVariables(Schema, { EARSHOT_PROT: '1', EARSHOT_PORT: '1', PATH: '' })).toEqual([
    'EARSHOT_PROT',
  ]);
});

test('every setting is listed with its variable and description', () => {
  expect(listSettings(Schema)[0]).toEqual({
    path: 'port',
    variable: 'EARSHOT_PORT',
    description: 'The port.',
  });
});
