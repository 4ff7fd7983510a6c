import { readFile } from 'node:fs/promises';
import { EarshotError } from '../errors.ts';
import { type HotWordList, longestHotWord, mostHotWords } from '../model/hot-words.ts';
import type { SpeechSettings } from './settings.ts';

/** The words to favour, as they are now. */
export interface HotWords {
  /** Of the settings: for every call. */
  readonly settings: readonly string[];
  readonly lists: readonly HotWordList[];
  /** Those for every call: what a recogniser that many calls share can be told. */
  shared(): string[];
  /** Those for a call of this queue. */
  of(queue: string | null): string[];
  /** Puts other lists in the place of those there are, for what is heard from now on. */
  replace(lists: readonly HotWordList[]): void;
}

export function hotWordsOf(settings: readonly string[]): HotWords {
  let lists: readonly HotWordList[] = [];
  const listed = (wanted: (list: HotWordList) => boolean) =>
    lists.filter(wanted).flatMap(({ words }) => words);
  const shared = () => [...new Set([...settings, ...listed(({ queues }) => queues.length === 0)])];
  return {
    settings,
    get lists() {
      return lists;
    },
    shared,
    // What few calls have in common is dearer: where there is no room for all, it comes first.
    of: (queue) => [
      ...new Set([...listed(({ queues }) => queue !== null && queues.includes(queue)), ...shared()]),
    ],
    replace(next) {
      lists = next;
    },
  };
}

/**
 * Those of the settings and of the file they name, each once.
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
