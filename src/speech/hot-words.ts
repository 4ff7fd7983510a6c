import { readFile } from 'node:fs/promises';
import { EarshotError } from '../errors.ts';
import { longestHotWord, mostHotWords, type SpeechSettings } from './settings.ts';

/**
 * The words to favour: those of the settings and of the file they name, each once.
 * @throws setting_invalid
 */
export async function loadHotWords(
  settings: Pick<SpeechSettings, 'hotWords' | 'hotWordsFile'>,
): Promise<string[]> {
  const { hotWordsFile: file } = settings;
  const fromFile = file === null ? [] : readHotWords(await textOf(file));
  const all = [...new Set([...settings.hotWords, ...fromFile])];
  const tooLong = fromFile.findIndex((phrase) => phrase.length > longestHotWord);
  if (tooLong >= 0) {
    throw invalid(file, `entry ${tooLong + 1} is longer than ${longestHotWord} characters`);
  }
  if (all.length > mostHotWords) throw invalid(file, `${all.length} are more than ${mostHotWords}`);
  return all;
}

/** One word or phrase a line; lines that begin with `#` are comments. */
export function readHotWords(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw invalid(file, 'it cannot be read', cause);
  }
}

function invalid(file: string | null, problem: string, cause?: unknown): EarshotError {
  const setting = file === null ? 'speech.hotWords' : 'speech.hotWordsFile';
  return new EarshotError('setting_invalid', {
    details: { setting, ...(file === null ? {} : { file }), problem },
    ...(cause === undefined ? {} : { cause }),
  });
}
