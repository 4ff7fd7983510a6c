import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hotWordsOf, loadHotWords, readHotWords } from './hot-words.ts';
import { scratchFolder } from './testing/tiny-sherpa.ts';

const scratch = await scratchFolder();
afterAll(() => scratch[Symbol.asyncDispose]());

test('a file of hot words has one a line, with comments and blank lines between', () => {
  expect(readHotWords('\uFEFF# streets\nOak  Street\r\n\n  Medic 12\n')).toEqual(['Oak Street', 'Medic 12']);
});

test('lists are for every call or for the calls of some queues, whose own words come first', () => {
  const words = hotWordsOf(['Medic 12']);
  words.replace([
    { name: 'units', queues: [], words: ['Engine 4', 'Medic 12'] },
    { name: 'streets', queues: ['Brightwater 911'], words: ['Wickapecko Drive'] },
  ]);
  expect(words.of('Brightwater 911')).toEqual(['Wickapecko Drive', 'Medic 12', 'Engine 4']);
  expect(words.of(null)).toEqual(['Medic 12', 'Engine 4']);
  words.replace([]);
  expect(words.of('Brightwater 911')).toEqual(['Medic 12']);
});

test('the words of the settings and of the file are put together, each once', async () => {
  const hotWordsFile = join(scratch.path, 'words.txt');
  await writeFile(hotWordsFile, 'Oak Street\nMedic 12\n');
  const loaded = await loadHotWords({ hotWords: ['Ladder 4', 'Oak Street'], hotWordsFile });
  expect(loaded).toEqual(['Ladder 4', 'Oak Street', 'Medic 12']);
});

test.each([
  ['is not there', null, 'it cannot be read'],
  [
    'has an entry that is no phrase',
    `Oak Street\n${'x'.repeat(101)}`,
    'entry 2 is longer than 100 characters',
  ],
  [
    'has more than can be searched for',
    Array.from({ length: 2001 }, (_, n) => `unit ${n}`).join('\n'),
    '2001 are more than 2000',
  ],
])('a file that %s stops the start and says so', async (name, text, problem) => {
  const hotWordsFile = join(scratch.path, `${name}.txt`);
  if (text !== null) await writeFile(hotWordsFile, text);
  await expect(loadHotWords({ hotWords: [], hotWordsFile })).rejects.toMatchObject({
    code: 'setting_invalid',
    details: { setting: 'speech.hotWordsFile', file: hotWordsFile, problem },
  });
});
